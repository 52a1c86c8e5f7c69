using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PmoFlow.Web.Answers;

/// <summary>
/// Examples of what the API takes and gives, by type, from <c>api-examples.json</c>: one for each type, so that an operation that takes or
/// gives a type has its example. A file that is sent has one by what its columns are of: <c>text/csv imports</c>.
/// </summary>
internal static class ApiExamples
{
    private const string Csv = "text/csv";

    private static readonly JsonObject Examples = EmbeddedJson.Read("api-examples.json");

    /// <summary>Puts the examples beside the types of an operation.</summary>
    public static Task Add(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var answer in context.Description.SupportedResponseTypes.Where(answer => answer.StatusCode < 300 && answer.Type is not null))
        {
            if (operation.Responses is { } answers && answers.TryGetValue($"{answer.StatusCode}", out var described) && described is OpenApiResponse response)
                Show(response.Content, answer.Type!);
        }
        var asked = context.Description.ActionDescriptor.EndpointMetadata.OfType<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>().LastOrDefault(accepts => accepts.RequestType is not null);
        if (asked is not null && operation.RequestBody is OpenApiRequestBody body)
            Show(body.Content, asked.RequestType!);
        if (operation.RequestBody is OpenApiRequestBody { Content: { } sent } && sent.TryGetValue(Csv, out var file)
            && context.Description.RelativePath?.Split('/').LastOrDefault(segment => Examples.ContainsKey($"{Csv} {segment}")) is { } of)
        {
            file.Example = Examples[$"{Csv} {of}"]!.DeepClone();
        }
        return Task.CompletedTask;
    }

    private static void Show(IDictionary<string, OpenApiMediaType>? content, Type type)
    {
        if (content is not null && content.TryGetValue("application/json", out var json) && Of(type) is { } example)
            json.Example = example;
    }

    private static JsonNode? Of(Type type)
    {
        if (!type.IsGenericType)
            return Examples[type.Name]?.DeepClone();
        if (Of(type.GenericTypeArguments[0]) is not { } item)
            return null;
        return type.GetGenericTypeDefinition() == typeof(ListResource<>) ? new JsonObject { ["items"] = new JsonArray(item), ["cursor"] = null } : new JsonArray(item);
    }
}
