using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Tests.Office;
using PmoFlow.Web.Tests.Portfolio;
using Xunit;

namespace PmoFlow.Web.Tests.Safety;

/// <summary>The examples of the API: each operation has them, and none shows what the API does not have.</summary>
public sealed class ApiExampleTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task each_operation_shows_what_it_takes_and_gives()
    {
        var api = await office.Anybody.GetJson("/openapi/v1.json");
        var contents = Contents(api).ToList();

        Assert.True(contents.Count > 150, $"Only {contents.Count} bodies and answers were found.");
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

    [Fact]
    public void each_example_shows_nothing_that_is_left_out_when_it_is_sent()
    {
        var examples = EmbeddedJson.Read("api-examples.json");
        var types = typeof(ApiJson).GetCustomAttributesData().Where(one => one.AttributeType == typeof(JsonSerializableAttribute))
            .Select(one => (Type)one.ConstructorArguments[0].Value!).Where(type => examples.ContainsKey(type.Name)).Distinct().ToList();

        Assert.True(types.Count > 50, $"Only {types.Count} types were found.");
        Assert.Empty(types.SelectMany(type => Members(examples[type.Name]).Except(Members(Sent(examples[type.Name], type))).Select(member => type.Name + member)));

        static JsonNode? Sent(JsonNode? example, Type type) => JsonSerializer.SerializeToNode(example.Deserialize(type, ApiJson.Default), type, ApiJson.Default);

        static IEnumerable<string> Members(JsonNode? node) => node switch
        {
            JsonObject members => members.SelectMany(member => Members(member.Value).Select(inner => $".{member.Key}{inner}").Prepend($".{member.Key}")),
            JsonArray items => items.SelectMany((item, at) => Members(item).Select(inner => $"[{at}]{inner}")),
            _ => [],
        };
    }

    [Fact]
    public async Task the_description_is_valid()
    {
        var read = OpenApiDocument.Parse((await office.Anybody.GetJson("/openapi/v1.json")).GetRawText(), OpenApiConstants.Json);

        Assert.Empty(read.Diagnostic!.Errors.Concat(read.Diagnostic.Warnings).Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.True(read.Document!.Paths.Count > 80);
    }

    [Fact]
    public async Task each_part_of_an_address_says_what_it_is_and_shows_one()
    {
        var api = await office.Anybody.GetJson("/openapi/v1.json");
        var parameters = Operations(api).SelectMany(one => one.Operation.TryGetProperty("parameters", out var all)
            ? all.EnumerateArray().Select(parameter => (Where: $"{one.Where} {parameter.GetProperty("name").GetString()}", Parameter: parameter)) : []).ToList();

        Assert.True(parameters.Count > 150, $"Only {parameters.Count} parameters were found.");
        Assert.Empty(parameters.Where(one => !one.Parameter.TryGetProperty("description", out _) || !one.Parameter.TryGetProperty("example", out _)).Select(one => one.Where));
    }

    [Fact]
    public async Task a_file_that_is_sent_is_shown_by_its_first_rows()
    {
        var bodies = Operations(await office.Anybody.GetJson("/openapi/v1.json")).Where(one => one.Operation.TryGetProperty("requestBody", out var body)
            && body.GetProperty("content").TryGetProperty("text/csv", out _)).ToList();

        Assert.Equal(["post /api/v1/imports", "post /api/v1/projects/{id}/money/file"], bodies.Select(one => one.Where.TrimEnd('/')).Order(StringComparer.Ordinal));
        Assert.All(bodies, one => Assert.Contains('\n', one.Operation.GetProperty("requestBody").GetProperty("content").GetProperty("text/csv").GetProperty("example").GetString()!));
    }

    [Fact]
    public async Task an_example_of_the_delivery_of_a_project_can_be_sent_as_it_is()
    {
        var project = await office.Project("By the examples");
        using var lead = office.As(TestOffice.Lead);
        var bodies = Operations(await office.Anybody.GetJson("/openapi/v1.json")).ToDictionary(one => one.Where, one => one.Operation);
        foreach (var (method, path, part) in new[] { ("put", "milestones", ""), ("put", "money", ""), ("post", "raid", ""), ("put", "raid/{number}", "raid/1"), ("post", "changes", "") })
        {
            var example = Json(bodies[$"{method} /api/v1/projects/{{id}}/{path}"].GetProperty("requestBody"))!.Value.GetProperty("example");
            using var sent = new HttpRequestMessage(new(method), $"/api/v1/projects/{project}/{(part.Length > 0 ? part : path)}") { Content = new StringContent(example.GetRawText(), null, "application/json") };
            var answer = await lead.SendAsync(sent);
            Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task an_example_of_each_parameter_of_the_dashboards_can_be_asked_for()
    {
        // Periods are those of files that this office does not have.
        string[] ofFiles = ["from", "to", "period"];
        await office.ImportRated("Operations");
        using var analyst = office.As(TestOffice.Analyst);
        var asked = 0;
        foreach (var (where, operation) in Operations(await office.Anybody.GetJson("/openapi/v1.json")).Where(one => one.Where.StartsWith("get /api/v1/dashboards/", StringComparison.Ordinal)))
        {
            var parameters = !operation.TryGetProperty("parameters", out var all) ? [] : all.EnumerateArray()
                .Select(one => (Name: one.Text("name"), Example: one.GetProperty("example").ToString())).Where(one => !ofFiles.Contains(one.Name)).ToList();
            foreach (var (name, example) in parameters)
            {
                var measure = name != "measure" && parameters.Exists(one => one.Name == "measure") ? "measure=projects&" : "";
                // What one unit has itself is asked of a unit.
                var unit = name == "own" ? "unit=operations&" : "";
                var answer = await analyst.GetAsync($"{where["get ".Length..]}?{measure}{unit}{name}={Uri.EscapeDataString(example)}", TestContext.Current.CancellationToken);
                Assert.True(answer.IsSuccessStatusCode, $"{where} {name}={example}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
                if (name == "measure")
                    Assert.NotEmpty((await answer.Json()).GetProperty("items").EnumerateArray());
                asked++;
            }
        }
        Assert.True(asked > 15, $"Only {asked} parameters were found.");
    }

    private static IEnumerable<(string Where, JsonElement Operation)> Operations(JsonElement api) => api.GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject().Select(operation => ($"{operation.Name} {path.Name}", operation.Value)));

    private static IEnumerable<(string Where, JsonElement Content)> Contents(JsonElement api)
    {
        foreach (var (where, operation) in Operations(api))
        {
            if (operation.TryGetProperty("requestBody", out var body) && Json(body) is { } asked)
                yield return ($"{where} body", asked);
            foreach (var answer in operation.GetProperty("responses").EnumerateObject().Where(answer => answer.Name[0] == '2'))
            {
                if (Json(answer.Value) is { } given)
                    yield return ($"{where} {answer.Name}", given);
            }
        }
    }

    private static JsonElement? Json(JsonElement described) =>
        described.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json) ? json : null;

    private static IEnumerable<string> Against(JsonElement schemas, JsonElement schema, JsonElement example, string where, JsonElement beside = default)
    {
        if (example.ValueKind == JsonValueKind.Null)
            yield break;
        if (schema.TryGetProperty("oneOf", out var choices))
            schema = choices.EnumerateArray().Last();
        if (schema.TryGetProperty("$ref", out var reference))
            schema = schemas.GetProperty(reference.GetString()!.Split('/')[^1]);
        if (example.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var found in example.EnumerateArray().SelectMany((item, at) => Against(schemas, items, item, $"{where}[{at}]", example)))
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
        // What is not always there is shown where another one of the list has it.
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        var others = beside.ValueKind == JsonValueKind.Array ? beside.EnumerateArray().ToList() : [];
        foreach (var missing in properties.EnumerateObject().Where(property => !example.TryGetProperty(property.Name, out _)
            && (required.Contains(property.Name) || !others.Exists(other => other.TryGetProperty(property.Name, out _)))))
            yield return $"{where}: {missing.Name} is in the schema and not in the example";
    }
}
