using System.Text;
using System.Text.Json;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.BadInput;

/// <summary>Files that nobody should upload, and a very long one that somebody may.</summary>
public sealed class BadFileTests(RunningOffice office) : IClassFixture<RunningOffice>
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("only one line without any rows")]
    public async Task file_without_rows_is_refused_by_the_name_of_its_field(string text)
    {
        var answer = await Upload(Encoding.UTF8.GetBytes(text));

        answer.Expect(400);
        Assert.Contains("file", answer.Errors().Keys);
    }

    [Fact]
    public async Task file_that_is_no_text_is_refused_by_the_name_of_its_field()
    {
        var bytes = new byte[4096];
        new Random(1).NextBytes(bytes);

        var answer = await Upload([0x50, 0x4B, 3, 4, .. bytes]);

        answer.Expect(400);
        Assert.Contains("file", answer.Errors().Keys);
    }

    [Fact]
    public async Task formula_in_a_cell_stays_text_and_leaves_harmless()
    {
        const string formula = "=HYPERLINK(\"\"http://example.org\"\";\"\"x\"\")";
        var import = await Preview($"Project,Unit,RAG,Note\n\"{formula}\",finance,Green,@SUM(1)\n,finance,Red,=1+1\n");

        var notTaken = (await office.Api.Get($"/api/v1/imports/{import}/not-taken.csv", People.Analyst)).Expect(200).Body;
        Assert.Contains("1+1", notTaken, StringComparison.Ordinal);
        Assert.DoesNotMatch("(^|[,;\"\n])[=+@]", notTaken.Replace("\"\"", "", StringComparison.Ordinal));
        await Run(import);
        var project = Assert.Single(await office.Api.All<ProjectState>("/api/v1/projects?q=HYPERLINK"));
        Assert.Equal(formula.Replace("\"\"", "\"", StringComparison.Ordinal), project.Name);
    }

    [Fact]
    public async Task hundred_thousand_rows_are_read_and_previewed_without_a_refusal()
    {
        var text = new StringBuilder("Title,Description,Requester,Mail,Cost\n");
        for (var row = 1; row <= 100_000; row++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Request {row},Because {row},Ada {row},ada{row}@example.org,{row}\n");
        var before = (await office.Api.Get("/api/v1/requests?pageSize=1", People.Analyst)).Expect(200).Body;

        var answer = (await Upload(Encoding.UTF8.GetBytes(text.ToString()), "demand")).Expect(201);

        using var import = JsonDocument.Parse(answer.Body);
        Assert.Equal(100_000, import.RootElement.GetProperty("rows").GetInt32());
        Assert.Equal(before, (await office.Api.Get("/api/v1/requests?pageSize=1", People.Analyst)).Expect(200).Body);
    }

    private async Task<string> Preview(string text)
    {
        using var import = JsonDocument.Parse((await Upload(Encoding.UTF8.GetBytes(text))).Expect(201).Body);
        return import.RootElement.GetProperty("id").GetString()!;
    }

    private async Task Run(string import)
    {
        (await office.Api.Post($"/api/v1/imports/{import}/run", new { }, People.Analyst)).Expect(202);
        await Patience.Until($"end of {import}", async () =>
            (await office.Api.Get($"/api/v1/imports/{import}", People.Analyst)).Body is var body && body.Contains("\"state\":\"finished\"", StringComparison.Ordinal) ? body : null);
    }

    private async Task<Answer> Upload(byte[] bytes, string kind = "projects")
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("text/csv");
        return await office.Api.Send(HttpMethod.Post, $"/api/v1/imports?kind={kind}&name=returns_2026.csv", content, People.Analyst);
    }
}
