using System.Text.Json.Nodes;

namespace PmoFlow.Web.Answers;

/// <summary>JSON that is a part of the program.</summary>
internal static class EmbeddedJson
{
    /// <summary>The object of a file that the assembly holds.</summary>
    public static JsonObject Read(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
