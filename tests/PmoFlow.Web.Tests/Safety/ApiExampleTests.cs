using System.Text.Json;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Safety;

/// <summary>The examples of the API: each operation has them, besides those that run the office itself, and none shows what the API does not have.</summary>
public sealed class ApiExampleTests(TestOffice office) : IClassFixture<TestOffice>
{
    private static readonly string[] Tags = ["Projects", "Programs", "Delivery", "Actions", "Dashboards", "Requests", "Approvals", "Organisation", "Imports", "Webhooks"];

    [Fact]
    public async Task each_operation_of_demand_delivery_and_dashboards_shows_what_it_takes_and_gives()
    {
        var api = await office.Anybody.GetJson("/openapi/v1.json");
        var contents = Contents(api).ToList();

        Assert.True(contents.Count > 60, $"Only {contents.Count} bodies and answers were found.");
        Assert.Empty(contents.Where(one => !one.Content.TryGetProperty("example", out _)).Select(one => one.Where));
    }

    [Fact]
    public async Task each_example_has_the_members_of_its_schema_and_no_others()
    {
        var api = await office.Anybody.GetJson("/openapi/v1.json");
        var schemas = api.GetProperty("components").GetProperty("schemas");

        Assert.Empty(Contents(api).Where(one => one.Content.TryGetProperty("example", out _))
            .SelectMany(one => Against(schemas, one.Content.GetProperty("schema"), one.Content.GetProperty("example"), one.Where)));
    }

    private static IEnumerable<(string Where, JsonElement Content)> Contents(JsonElement api)
    {
        foreach (var path in api.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(one => one.Value.TryGetProperty("tags", out var tags) && tags.EnumerateArray().Any(tag => Tags.Contains(tag.GetString()))))
            {
                var where = $"{operation.Name} {path.Name}";
                if (operation.Value.TryGetProperty("requestBody", out var body) && Json(body) is { } asked)
                    yield return ($"{where} body", asked);
                foreach (var answer in operation.Value.GetProperty("responses").EnumerateObject().Where(answer => answer.Name[0] == '2'))
                {
                    if (Json(answer.Value) is { } given)
                        yield return ($"{where} {answer.Name}", given);
                }
            }
        }
    }

    private static JsonElement? Json(JsonElement described) =>
        described.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json) ? json : null;

    private static IEnumerable<string> Against(JsonElement schemas, JsonElement schema, JsonElement example, string where)
    {
        if (example.ValueKind == JsonValueKind.Null)
            yield break;
        if (schema.TryGetProperty("oneOf", out var choices))
            schema = choices.EnumerateArray().Last();
        if (schema.TryGetProperty("$ref", out var reference))
            schema = schemas.GetProperty(reference.GetString()!.Split('/')[^1]);
        if (example.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var found in example.EnumerateArray().SelectMany((item, at) => Against(schemas, items, item, $"{where}[{at}]")))
                yield return found;
        }
        if (example.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties))
            yield break;
        foreach (var member in example.EnumerateObject())
        {
            if (!properties.TryGetProperty(member.Name, out var type))
                yield return $"{where}: {member.Name} is in the example and not in the schema";
            else
            {
                foreach (var found in Against(schemas, type, member.Value, $"{where}.{member.Name}"))
                    yield return found;
            }
        }
        foreach (var missing in properties.EnumerateObject().Where(property => !example.TryGetProperty(property.Name, out _)))
            yield return $"{where}: {missing.Name} is in the schema and not in the example";
    }
}
