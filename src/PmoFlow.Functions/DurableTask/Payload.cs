using System.Text.Json;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Functions.DurableTask;

/// <summary>
/// Payloads travel as <see cref="JsonElement"/>: whatever serializer Durable Task is set up with passes them on as they are, so that
/// their shape is the catalog's alone.
/// </summary>
internal static class Payload
{
    private const int MaxStatusBytes = 16 * 1024;

    /// <summary>JSON as Durable Task shall carry it.</summary>
    /// <exception cref="PayloadTooLargeException">It is larger than both platforms take.</exception>
    public static JsonElement Of(byte[] json, string what) => Parse(json, what, IOrchestrationClient.MaxPayloadBytes);

    /// <summary>The same for a custom status, whose limit is lower.</summary>
    public static JsonElement OfStatus(byte[] json) => Parse(json, "A custom status", MaxStatusBytes);

    /// <summary>An activity's input with the key of its step.</summary>
    public static JsonElement Parcel(ActivityCall call) => JsonSerializer.SerializeToElement(call, WireJson.Default.ActivityCall);

    /// <summary>JSON as the catalog reads it; nothing at all is <c>null</c>.</summary>
    public static byte[] Bytes(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(json, WireJson.Default.JsonElement);

    /// <summary>What Durable Task keeps as text; null where it keeps nothing.</summary>
    public static JsonElement? Text(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return null;
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            // The reason of a termination is kept as plain text by some back ends.
            return JsonSerializer.SerializeToElement(json, WireJson.Default.String);
        }
    }

    private static JsonElement Parse(byte[] json, string what, int limit) =>
        json.Length > limit ? throw new PayloadTooLargeException(what, json.Length, limit) : JsonElement.Parse(json);
}
