using System.Text.Json;
using System.Text.Json.Serialization;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Approvals;

/// <summary>Where in the enterprise the people of a role are looked for.</summary>
public enum SeatScope
{
    /// <summary>Function leaders as in <see cref="Unit"/>, everybody else as in <see cref="Enterprise"/>.</summary>
    Usual,

    /// <summary>The request's unit, else the nearest one above it that has somebody.</summary>
    Unit,

    /// <summary>The function that the request's unit belongs to, with everything below it.</summary>
    Function,

    /// <summary>Everywhere.</summary>
    Enterprise,
}

/// <summary>
/// Whose people have a seat: <c>approver</c>, <c>functionLeader in unit</c>, <c>executive in enterprise</c>,
/// <c>functionLeader of finance</c>.
/// </summary>
/// <param name="Role">Their role.</param>
/// <param name="Scope">Where they are looked for.</param>
/// <param name="Of">The one unit they are looked for in, or nearest above it; then the scope says nothing.</param>
[JsonConverter(typeof(SeatRuleConverter))]
public sealed record SeatRule(Role Role, SeatScope Scope = SeatScope.Usual, UnitId? Of = null)
{
    /// <summary>Reads what <see cref="ToString"/> writes, whatever the case of a role's first letter.</summary>
    public static bool TryParse(string? text, out SeatRule rule)
    {
        rule = new(default(Role));
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (1 or 3) || !char.IsLetter(words[0][0]) || !Enum.TryParse<Role>(words[0], ignoreCase: true, out var role))
            return false;
        rule = new(role);
        if (words.Length == 1)
            return true;
        if (words[1] == "of")
            rule = new(role, Of: new UnitId(words[2]));
        else if (words[1] == "in" && char.IsLetter(words[2][0]) && Enum.TryParse<SeatScope>(words[2], ignoreCase: true, out var scope) && scope != SeatScope.Usual)
            rule = new(role, scope);
        else
            return false;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var role = JsonNamingPolicy.CamelCase.ConvertName(Role.ToString());
        return Of is { } unit ? $"{role} of {unit}" : Scope == SeatScope.Usual ? role : $"{role} in {JsonNamingPolicy.CamelCase.ConvertName(Scope.ToString())}";
    }

    /// <summary>Within a sentence: <c>function leader of finance</c>.</summary>
    public string Label() =>
        Of is { } unit ? $"{Role.Label()} of {unit}" : Scope == SeatScope.Usual ? Role.Label() : $"{Role.Label()} in the {JsonNamingPolicy.CamelCase.ConvertName(Scope.ToString())}";
}

/// <summary>JSON of a <see cref="SeatRule"/>: its text.</summary>
public sealed class SeatRuleConverter : JsonConverter<SeatRule>
{
    /// <inheritdoc/>
    public override SeatRule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SeatRule.TryParse(reader.GetString(), out var rule) ? rule : throw new JsonException("Not a rule such as 'approver' or 'functionLeader of finance'.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SeatRule value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }
}
