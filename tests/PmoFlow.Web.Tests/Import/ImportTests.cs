using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Import;

/// <summary>Bringing in files as analysts and programs do.</summary>
public sealed class ImportTests(TestOffice office) : IClassFixture<TestOffice>
{
    private const string Csv = "Name;RAG;Year;Cost;Sponsor\nHarbour;Amber;2024;\"1.200,50\";<script>alert(1)</script>\n;Red;2024;;\nCanal;withheld;2024;to be agreed;=1+1\n";

    [Fact]
    public async Task program_uploads_maps_runs_and_reads_what_became_of_each_row()
    {
        using var analyst = office.As(TestOffice.Analyst);
        var created = await Post(analyst, "/api/v1/imports?kind=projects&name=ports.csv", Encoding.UTF8.GetBytes(Csv));
        var import = await created.Json(HttpStatusCode.Created);
        var id = import.GetProperty("id").GetString();
        Assert.Equal($"/api/v1/imports/{id}", created.Headers.Location!.OriginalString);
        Assert.Equal(("UTF-8", ";"), (import.GetProperty("file").GetProperty("encoding").GetString(), import.GetProperty("file").GetProperty("separator").GetString()));
        Assert.Equal((2, 1), (Count(import, "newProjects"), Count(import, "notTaken")));
        Assert.Equal("comma", Column(import, "Cost").GetProperty("decimalMark").GetString());

        var mapped = await (await analyst.PutAsJsonAsync($"/api/v1/imports/{id}/mapping", new
        {
            columns = new object[] { new { heading = "Name", target = "name" }, new { heading = "RAG", target = "rating" }, new { heading = "Year", target = "period" } },
        })).Json();
        Assert.Equal(JsonValueKind.Null, Column(mapped, "Cost").GetProperty("target").ValueKind);

        var running = await analyst.PostAsync($"/api/v1/imports/{id}/run", null);
        Assert.Equal(HttpStatusCode.Accepted, running.StatusCode);
        await office.Idle();
        import = await analyst.GetJson($"/api/v1/imports/{id}");
        Assert.Equal(("finished", 3), (import.GetProperty("state").GetString(), import.GetProperty("rowsDone").GetInt32()));
        var refused = (await analyst.GetJson($"/api/v1/imports/{id}/rows?state=refused")).GetProperty("items");
        Assert.Equal((1, 3), (refused.GetArrayLength(), refused[0].GetProperty("row").GetInt32()));
        var project = (await analyst.GetJson("/api/v1/projects?q=Canal")).GetProperty("items")[0];
        Assert.Equal("unknown", project.GetProperty("rating").GetString());
        var file = await analyst.Page($"/api/v1/imports/{id}/not-taken.csv");
        Assert.Contains("The row has no project name.", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "kind=projects", "file")]
    [InlineData("a,b\n1,2\n", "kind=wishes", "kind")]
    [InlineData("a,b\n1,2\n", "encoding=klingon", "encoding")]
    [InlineData("Name,Year\n\"open,2024\n", "kind=projects", "file")]
    public async Task bad_file_is_refused_by_the_field_that_is_wrong(string content, string query, string field)
    {
        using var analyst = office.As(TestOffice.Analyst);
        var problem = await (await Post(analyst, $"/api/v1/imports?{query}", Encoding.UTF8.GetBytes(content))).Json(HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task mapping_that_names_what_is_not_there_is_refused_by_its_place()
    {
        using var analyst = office.As(TestOffice.Analyst);
        var id = (await (await Post(analyst, "/api/v1/imports", Encoding.UTF8.GetBytes(Csv))).Json(HttpStatusCode.Created)).GetProperty("id").GetString();
        foreach (var (body, field) in (((object, string)[])
        [
            (new { columns = new[] { new { heading = "Nope", target = "name" } } }, "columns[0]"),
            (new { columns = new[] { new { index = 0, target = "colour" } } }, "columns[0].target"),
            (new { columns = Array.Empty<object>() }, "columns"),
        ]))
        {
            var problem = await (await analyst.PutAsJsonAsync($"/api/v1/imports/{id}/mapping", body)).Json(HttpStatusCode.BadRequest);
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        }
        await (await analyst.PutAsJsonAsync("/api/v1/imports/I-00000000/mapping", new { })).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task pages_show_a_file_as_text_and_lead_from_upload_to_result()
    {
        using var analyst = office.As(TestOffice.Analyst);
        var address = await UploadByPage(analyst, "ports.csv", Encoding.UTF8.GetBytes(Csv.Replace("Harbour", "Pier", StringComparison.Ordinal).Replace("Canal", "Dock", StringComparison.Ordinal)));
        var preview = await analyst.Page(address);
        Assert.Contains("What would happen with each row", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", preview, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", preview, StringComparison.Ordinal);
        Assert.Equal(address, (await analyst.Fill(address, $"{address}/mapping", ("columns.0", "name"), ("columns.1", "rating"), ("columns.2", "period"), ("amountScale", "1000"))).SeeOther());
        Assert.Equal(address, (await analyst.Fill(address, $"{address}/run")).SeeOther());
        await office.Idle();
        var result = await analyst.Page($"{address}?show=refused");
        Assert.Contains("Every row is taken over or listed below", result, StringComparison.Ordinal);
        Assert.Contains("The row has no project name.", result, StringComparison.Ordinal);
        Assert.Contains(address, await analyst.Page("/imports"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task upload_without_a_file_keeps_the_page_and_says_what_is_missing()
    {
        using var analyst = office.As(TestOffice.Analyst);
        using var form = new MultipartFormDataContent();
        var (token, cookie) = await Token(analyst);
        form.Add(new StringContent(token), "__RequestVerificationToken");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports") { Content = form };
        request.Headers.Add("Cookie", cookie);
        var response = await analyst.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Choose the file.", page, StringComparison.Ordinal);
        Assert.Contains("Say what the rows of the file are.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task real_returns_imported_by_the_page_are_on_the_dashboard_colour_by_colour()
    {
        using var analyst = office.As(TestOffice.Analyst);
        foreach (var year in (int[])[2018, 2019, 2020, 2021])
        {
            var bytes = await File.ReadAllBytesAsync(SharedReturn(year), TestContext.Current.CancellationToken);
            foreach (var again in (bool[])[false, true])
            {
                var address = await UploadByPage(analyst, $"gmpp_{year}.csv", bytes);
                (await analyst.Fill(address, $"{address}/run")).SeeOther();
                await office.Idle();
                var import = await analyst.GetJson("/api/v1" + address);
                Assert.Equal(0, Count(import, "notTaken"));
                Assert.Equal(again ? import.GetProperty("rows").GetInt32() : 0, Count(import, "unchanged"));
                var ratings = (await analyst.GetJson($"/api/v1/dashboards/portfolio?period={year}")).GetProperty("totals");
                Assert.Equal(CountColours(bytes).OrderBy(c => c.Key), ratings.EnumerateObject().Where(t => t.Name.StartsWith("ratings/", StringComparison.Ordinal))
                    .Select(t => KeyValuePair.Create(t.Name[8..], t.Value.GetInt32())).OrderBy(c => c.Key));
            }
        }
    }

    // A few lines that share nothing with what is tested: the first cell of a record's tail that is a colour.
    private static Dictionary<string, int> CountColours(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var separator = text[..text.IndexOf('\n', StringComparison.Ordinal)].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var records = Regex.Matches(text, $"(?:\"(?:[^\"]|\"\")*\"|[^\"{separator}\\n]*)(?:{separator}|\\r?\\n|$)").Select(m => m.Value).Aggregate(new List<List<string>> { new() }, (all, cell) =>
        {
            all[^1].Add(cell.TrimEnd(separator, '\r', '\n').Trim('"', ' '));
            if (cell.EndsWith('\n'))
                all.Add([]);
            return all;
        });
        var column = records[0].IndexOf("colour_rating");
        return records.Skip(1).Where(r => r.Count > column).GroupBy(r => r[column].ToUpperInvariant() switch
        {
            "GREEN" => "Green",
            "AMBER/GREEN" => "AmberGreen",
            "AMBER" => "Amber",
            "AMBER/RED" => "AmberRed",
            "RED" => "Red",
            _ => "Unknown",
        }).ToDictionary(g => g.Key, g => g.Count());
    }

    private static string SharedReturn(int year)
    {
        var folder = Environment.GetEnvironmentVariable("PMOFLOW_SHARED_DATA");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); folder is null && at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "PmoFlow.sln")) && at.Parent is { } parent)
                folder = Path.Combine(parent.FullName, "shared", "data");
        }
        var path = Path.Combine(folder ?? "", "gmpp", $"gmpp_{year}.csv");
        Assert.SkipUnless(File.Exists(path), "The GMPP returns are not on this machine; set PMOFLOW_SHARED_DATA to the folder that holds gmpp/.");
        return path;
    }

    private static async Task<string> UploadByPage(HttpClient client, string name, byte[] content)
    {
        var (token, cookie) = await Token(client);
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("projects"), "kind" }, { file, "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports") { Content = form };
        request.Headers.Add("Cookie", cookie);
        return (await client.SendAsync(request)).SeeOther();
    }

    private static async Task<(string Token, string Cookie)> Token(HttpClient client)
    {
        var opened = await client.GetAsync(new Uri("/imports", UriKind.Relative));
        var html = await opened.Content.ReadAsStringAsync();
        var form = html[html.IndexOf("action=\"/imports\"", StringComparison.Ordinal)..];
        return (Regex.Match(form, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value,
            string.Join("; ", opened.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])));
    }

    private static async Task<HttpResponseMessage> Post(HttpClient client, string address, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await client.PostAsync(address, body);
    }

    private static int Count(JsonElement import, string what) => import.GetProperty("summary").GetProperty(what).GetInt32();

    private static JsonElement Column(JsonElement import, string heading) => import.GetProperty("mapping").GetProperty("columns").EnumerateArray()
        .First(c => string.Equals(c.GetProperty("heading").GetString(), heading, StringComparison.Ordinal));
}
