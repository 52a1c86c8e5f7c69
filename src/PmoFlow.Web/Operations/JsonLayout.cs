using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PmoFlow.Web.Operations;

/// <summary>JSON with line breaks, for people. It is encoded again where it is shown, so that it may show every letter as it is.</summary>
internal static class JsonLayout
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Laid out where it is JSON, else as it is.</summary>
    public static string Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, Indented))
                document.WriteTo(writer);
            return Encoding.UTF8.GetString(buffer.ToArray());
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
