using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PmoFlow.Web.Answers;

/// <summary>
/// Examples of what the API takes and gives, by type, from <c>api-examples.json</c>: one for each type, so that an operation that takes or
/// gives a type has its example.
/// </summary>
internal static class ApiExamples
{
    private static readonly JsonObject Examples = Read();

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

    private static JsonObject Read()
    {
        using var stream = typeof(ApiExamples).Assembly.GetManifestResourceStream("api-examples.json") ?? throw new InvalidOperationException("The examples of the API are not in the assembly.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
