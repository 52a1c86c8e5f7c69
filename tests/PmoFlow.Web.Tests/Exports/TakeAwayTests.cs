using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Exports;

/// <summary>Every list as a file, and what is brought in again as it was taken away.</summary>
public sealed class TakeAwayTests(TestOffice office) : IClassFixture<TestOffice>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task every_list_is_beside_its_page_as_csv_and_as_a_workbook_in_which_nothing_is_a_formula()
    {
        var project = await office.Project("=HYPERLINK(\"http://x\")");
        using var administrator = office.As(TestOffice.Administrator);
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[] { new { month = "2026-09", budget = 100, actual = 90, complete = 20 } } });
        await lead.PutJson($"/api/v1/projects/{project}/milestones", new { milestones = new object[] { new { name = "m1", title = "=Doors", plan = "2027-02-01" } } });
        await lead.PostJson($"/api/v1/projects/{project}/raid", new { kind = "risk", title = "@late", probability = 2, impact = 3 }, HttpStatusCode.Created);
        await lead.PostJson($"/api/v1/projects/{project}/actions", new { title = "+1 supplier", because = "One is too few.", ownerEmail = TestOffice.Lead, due = "2027-02-26" }, HttpStatusCode.Created);
        var own = $"/projects/{project}";

        foreach (var (page, file, heading, holds) in new (string, string, string, string)[]
        {
            ("/actions", "/actions", "Number,Action,", "'+1 supplier"),
            ("/projects", "/projects", "Number,Project,", "'=HYPERLINK("),
            ("/requests", "/requests", "Number,Request,", "'=HYPERLINK("),
            ("/benefits", "/benefits", "Project number,Project,", "Realised"),
            ("/organisation", "/organisation/units", "id,name,parent,from,to,calendar", "finance,Finance,,,,"),
            ("/organisation", "/organisation/people", "email,name,unit,roles", "kwame.mensah@example.org,Kwame Mensah,"),
            ("/organisation", "/organisation/changes", "What,From,Entered,By", "By"),
            ("/dashboards/analyst", "/dashboards/analyst", "Why,Number,Title,Unit", $"nobody can rate it,{project},\"'=HYPERLINK("),
            ($"{own}/money", $"{own}/money", "month,budget,actual,forecast,complete", "2026-09,100,90,,20"),
            ($"{own}/milestones", $"{own}/milestones", "Name,Milestone,Agreed", "m1,'=Doors,2027-02-01"),
            ($"{own}/raid", $"{own}/raid", "Number,Kind,Title", "'@late"),
            ($"{own}/health", $"{own}/health", "Period,Rating,Why", "SPI"),
            ($"{own}/status", $"{own}/status", "Period,State,Lead says", "SPI"),
            ($"{own}/changes", $"{own}/changes", "Number,Change,Because", "Before"),
            ($"{own}/actions", $"{own}/actions", "Number,Action,", "'+1 supplier"),
        })
        {
            var html = WebUtility.HtmlDecode(await administrator.Page(page));
            Assert.Matches($"href=\"{file}\\.csv[\"?]", html);
            Assert.Matches($"href=\"{file}\\.xlsx[\"?]", html);
            var csv = await administrator.GetStringAsync($"{file}.csv", Cancel);
            Assert.StartsWith(heading, csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
            Assert.Contains(holds, csv, StringComparison.Ordinal);
            using var book = new ZipArchive(await administrator.GetStreamAsync($"{file}.xlsx", Cancel));
            using var sheet = new StreamReader(book.Entries.Single(entry => entry.FullName.Contains("sheet", StringComparison.OrdinalIgnoreCase) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Open());
            var cells = await sheet.ReadToEndAsync(Cancel);
            Assert.Contains(heading.Split(',')[0], cells, StringComparison.Ordinal);
            Assert.DoesNotMatch("<(x:)?f>", cells);
        }
    }

    [Fact]
    public async Task a_file_holds_what_its_page_lists()
    {
        var (id, _) = await office.Submit("Filtered by its own number");
        using var analyst = office.As(TestOffice.Analyst);

        Assert.Contains(id, await analyst.GetStringAsync("/requests.csv?q=filtered+by+its", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await analyst.GetStringAsync("/requests.csv?q=something+else", Cancel), StringComparison.Ordinal);
        Assert.Contains("/requests.csv?q=filtered%20by%20its", await analyst.Page("/requests?q=filtered+by+its"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.GetAsync("/projects.csv?rating=purple", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/projects/P-0/money.csv", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/projects.pdf", Cancel)).StatusCode);
    }

    [Fact]
    public async Task units_that_are_taken_away_and_brought_in_again_change_nothing()
    {
        using var administrator = office.As(TestOffice.Administrator);
        await Bring(administrator, "units", """
            id,name,parent,from,to
            returns,Returns,,2019-01-01,
            returns,"Returns, repaired",operations,2021-04-01,
            returns,'=Returns and repair,technology,2024-01-01,
            kiosks,Kiosks,operations,,2025-07-01
            """);
        var before = await administrator.GetStringAsync("/organisation/units.csv", Cancel);
        Assert.Contains("returns,'=Returns and repair,technology,2024-01-01,", before, StringComparison.Ordinal);
        Assert.Contains("kiosks,Kiosks,operations,,2025-07-01", before, StringComparison.Ordinal);
        Assert.Contains("data-row href=\"/dashboards/units/returns\">=Returns and repair<", WebUtility.HtmlDecode(await administrator.Page("/organisation")), StringComparison.Ordinal);

        Assert.Equal(0, (await Bring(administrator, "units", before)).GetProperty("changed").GetInt32());
        Assert.Equal(before, await administrator.GetStringAsync("/organisation/units.csv", Cancel));
    }

    [Fact]
    public async Task people_who_are_taken_away_and_brought_in_again_change_nothing()
    {
        using var administrator = office.As(TestOffice.Administrator);
        await Bring(administrator, "people", "email,name,unit,roles\n+ina@example.org,\"@Ina \"\"two\"\", Ltd\",finance,analyst functionLeader\n");
        var before = await administrator.GetStringAsync("/organisation/people.csv", Cancel);
        Assert.Contains("'+ina@example.org,\"'@Ina \"\"two\"\", Ltd\",finance,analyst functionLeader", before, StringComparison.Ordinal);

        Assert.Equal(0, (await Bring(administrator, "people", before)).GetProperty("changed").GetInt32());
        Assert.Equal(before, await administrator.GetStringAsync("/organisation/people.csv", Cancel));
    }

    [Fact]
    public async Task money_that_is_taken_away_and_brought_in_again_changes_nothing()
    {
        var project = await office.Project("Money there and back");
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[]
        {
            new { month = "2026-08", budget = 1000.5, actual = -12.345, complete = 33.333 }, new { month = "2026-09", budget = 12.500 }, new { month = "2027-01", budget = 7000, forecast = 900 },
        } });
        var before = await lead.GetStringAsync($"/projects/{project}/money.csv", Cancel);
        using var file = new StringContent(before, Encoding.UTF8, "text/csv");
        var answer = await lead.PostAsync($"/api/v1/projects/{project}/money/file?name=back.csv", file, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("2026-08,1000.5,-12.3450,,33.3330", before, StringComparison.Ordinal);
        Assert.Equal(before.Replace("0000", "000", StringComparison.Ordinal), (await lead.GetStringAsync($"/projects/{project}/money.csv", Cancel)).Replace("0000", "000", StringComparison.Ordinal));
    }

    private static async Task<JsonElement> Bring(HttpClient administrator, string kind, string csv)
    {
        using var file = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await (await administrator.PostAsync($"/api/v1/organisation/{kind}", file, Cancel)).Json();
    }
}
