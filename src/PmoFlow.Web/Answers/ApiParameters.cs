using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PmoFlow.Web.Answers;

/// <summary>
/// What the parts of an address are, from <c>api-parameters.json</c>: for each what it says, and an example. The key is the name with what
/// stands before it (<c>projects/{id}</c>, <c>actions?state</c>, <c>dashboards/rows?cursor</c>), or the name alone where it is the same everywhere
/// (<c>?cursor</c>).
/// </summary>
internal static class ApiParameters
{
    private static readonly JsonObject Known = EmbeddedJson.Read("api-parameters.json");

    /// <summary>Says what each parameter of an operation is.</summary>
    public static Task Add(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var name in context.Description.ActionDescriptor.EndpointMetadata.OfType<ReadsQuery>().SelectMany(reads => reads.Names))
            (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        var segments = (context.Description.RelativePath ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var last = segments.Last(segment => !segment.StartsWith('{'));
        var before = segments.ElementAtOrDefault(Array.LastIndexOf(segments, last) - 1);
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            // The name, or the name and its type: {number:int}.
            var at = Array.FindIndex(segments, segment => segment.Split('{', ':', '}') is ["", var name, ..] && name == parameter.Name);
            if ((at > 0 ? Known[$"{segments[at - 1]}/{{{parameter.Name}}}"] : Known[$"{before}/{last}?{parameter.Name}"] ?? Known[$"{last}?{parameter.Name}"] ?? Known[$"?{parameter.Name}"]) is not { } known)
                continue;
            parameter.Description = known["says"]!.GetValue<string>();
            parameter.Example = known["example"]!.DeepClone();
        }
        return Task.CompletedTask;
    }
}

/// <summary>What a handler takes from the query by itself, so that the description of the API can name it.</summary>
internal sealed record ReadsQuery(params string[] Names);
