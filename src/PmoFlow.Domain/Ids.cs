using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmoFlow.Domain;

/// <summary>A request's number, as people quote it: <c>R-</c> and eight letters or digits that cannot be misread.</summary>
[JsonConverter(typeof(RequestIdConverter))]
public readonly record struct RequestId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A project's number: that of its request with <c>P-</c> in front, or one made from its imported key.</summary>
[JsonConverter(typeof(ProjectIdConverter))]
public readonly record struct ProjectId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A program's number, made from the name that it was given first.</summary>
[JsonConverter(typeof(ProgramIdConverter))]
public readonly record struct ProgramId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>An improvement action's number.</summary>
[JsonConverter(typeof(ActionIdConverter))]
public readonly record struct ActionId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A function or team of the organisation: a short stable name such as <c>finance</c>.</summary>
[JsonConverter(typeof(UnitIdConverter))]
public readonly record struct UnitId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>JSON of a <see cref="RequestId"/>.</summary>
public sealed class RequestIdConverter() : TextIdConverter<RequestId>(text => new(text), id => id.Value);

/// <summary>JSON of a <see cref="ProjectId"/>.</summary>
public sealed class ProjectIdConverter() : TextIdConverter<ProjectId>(text => new(text), id => id.Value);

/// <summary>JSON of a <see cref="ProgramId"/>.</summary>
public sealed class ProgramIdConverter() : TextIdConverter<ProgramId>(text => new(text), id => id.Value);

/// <summary>JSON of an <see cref="ActionId"/>.</summary>
public sealed class ActionIdConverter() : TextIdConverter<ActionId>(text => new(text), id => id.Value);

/// <summary>JSON of a <see cref="UnitId"/>.</summary>
public sealed class UnitIdConverter() : TextIdConverter<UnitId>(text => new(text), id => id.Value);

/// <summary>
/// An id is its text in JSON, also as the name of a property. Public, as every converter here, because serializers generated in
/// other assemblies create it.
/// </summary>
public abstract class TextIdConverter<TId>(Func<string, TId> read, Func<TId, string> write) : JsonConverter<TId> where TId : notnull
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(reader.GetString() ?? throw new JsonException($"A {typeof(TId).Name} cannot be null."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

    /// <inheritdoc/>
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(write(value));
}
