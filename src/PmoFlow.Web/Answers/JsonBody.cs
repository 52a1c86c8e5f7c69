using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PmoFlow.Web.Answers;

/// <summary>
/// A JSON body that is refused by the name of the field that is wrong: the framework's own binding says only "bad request".
/// </summary>
internal sealed record JsonBody<T>(T Value) : IEndpointParameterMetadataProvider where T : class
{
    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new BadHttpRequestException("Not JSON.", StatusCodes.Status415UnsupportedMediaType);
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        var bytes = memory.GetBuffer().AsMemory(0, (int)memory.Length);
        if (!Utf8.IsValid(bytes.Span))
            throw new UnreadableBodyException(FieldAt(bytes.Span), "The body is not valid UTF-8. Send the text encoded as UTF-8.");
        return new(Parse(bytes.Span, TypeInfo(context)));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    private static T Parse(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new UnreadableBodyException("body", "The body is null; send a JSON object.");
        }
        catch (JsonException bad)
        {
            var field = (bad.Path ?? "").TrimStart('$').TrimStart('.');
            throw field.Length == 0
                ? new UnreadableBodyException("body", bytes.Length == 0 ? "The body is empty; send a JSON object."
                    : $"The body is not well-formed JSON (line {bad.LineNumber + 1}).")
                : new UnreadableBodyException(field, $"{field} is of the wrong type or not well-formed.");
        }
    }

    /// <summary>The last property name before the first byte that is not UTF-8, as well as it can be told.</summary>
    private static string FieldAt(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        var name = "body";
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                    name = reader.GetString()!;
                else if (reader.TokenType == JsonTokenType.String)
                    _ = reader.GetString();
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return name;
        }
        return name;
    }

    private static JsonTypeInfo<T> TypeInfo(HttpContext context) =>
        (JsonTypeInfo<T>)context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions.GetTypeInfo(typeof(T));
}
