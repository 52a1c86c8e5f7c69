using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Portfolio;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Portfolio;

public sealed partial class BoardTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task every_number_of_a_unit_leads_to_rows_that_add_up_to_it()
    {
        await office.Submit("Counted at the top", new { cost = 70_000, unit = "platforms" });
        using var leader = office.As(TestOffice.Executive);
        var page = await leader.Page("/dashboards/units/technology");
        Assert.Contains("Technology", page, StringComparison.Ordinal);
        Assert.Contains("Digital platforms", page, StringComparison.Ordinal);

        var rows = await leader.Page("/dashboards/rows?unit=technology&measure=pipeline");
        Assert.Contains("Expected cost of the requests before approval", rows, StringComparison.Ordinal);
        Assert.Contains("Counted at the top", rows, StringComparison.Ordinal);
        var adds = Adds().Matches(rows).Select(match => decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Contains(70_000m, adds);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"EUR {adds.Sum():N0}"), WebUtility.HtmlDecode(rows).Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("Nothing counts here", await leader.Page("/dashboards/rows?unit=pmo&measure=pipeline"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_a_function_has_itself_is_a_row_beside_its_teams_and_leads_to_its_own_rows()
    {
        await office.Submit("Placed at the function", new { cost = 1_000, unit = "technology" });
        await office.Submit("Placed at a team of it", new { cost = 2_000, unit = "platforms" });
        using var analyst = office.As(TestOffice.Analyst);
        var page = await analyst.Page("/dashboards/units/technology");
        Assert.Contains("1 unit and Technology itself", page, StringComparison.Ordinal);
        Assert.Contains("/dashboards/rows?unit=technology&amp;own=true&amp;measure=requests", page, StringComparison.Ordinal);

        var rows = await analyst.Page("/dashboards/rows?unit=technology&own=true&measure=requests");
        Assert.Contains("Placed at the function", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("Placed at a team of it", rows, StringComparison.Ordinal);
        Assert.Contains("/dashboards/rows.csv?unit=technology&amp;own=true", rows, StringComparison.Ordinal);

        Assert.Contains("/dashboards/units.csv?unit=technology&amp;own=true", page, StringComparison.Ordinal);
        var lines = (await analyst.GetJson("/api/v1/dashboards/units?unit=technology&own=true")).GetProperty("units").EnumerateArray()
            .ToDictionary(line => (line.Text("unit"), line.GetProperty("own").GetBoolean()), line => line.GetProperty("openRequests").GetDecimal());
        Assert.Equal(lines[("technology", false)], lines[("technology", true)] + lines[("platforms", false)]);
        Assert.Equal(lines[("technology", true)], (await analyst.GetJson("/api/v1/dashboards/rows?unit=technology&own=true&measure=requests")).GetProperty("sum").GetDecimal());
        Assert.Contains("Technology itself,technology,technology,", await analyst.GetStringAsync("/dashboards/units.csv?unit=technology&own=true", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_reads_units_by_their_id_finds_each_once_unless_they_ask_for_what_one_has_itself()
    {
        await office.Submit("Placed at a function with a team", new { cost = 1_000, unit = "technology" });
        await office.Submit("Placed at its team", new { cost = 2_000, unit = "platforms" });
        using var analyst = office.As(TestOffice.Analyst);
        var lines = (await analyst.GetJson("/api/v1/dashboards/units")).GetProperty("units").EnumerateArray().ToList();
        Assert.Equal(lines.Count, lines.DistinctBy(line => line.Text("unit")).Count());
        Assert.All(lines, line => Assert.False(line.GetProperty("own").GetBoolean()));
        Assert.DoesNotContain("Technology itself", await analyst.GetStringAsync("/dashboards/units.csv", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("own=true", (await office.Anybody.GetJson("/openapi/v1.json")).GetProperty("paths").GetProperty("/api/v1/dashboards/units").GetProperty("get").Text("summary"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("units?own=yes", "is neither true nor false")]
    [InlineData("rows?measure=projects&unit=technology&own=1", "is neither true nor false")]
    [InlineData("rows?measure=projects&own=true", "Name the unit as well")]
    public async Task who_asks_for_what_a_unit_has_itself_in_a_way_that_is_not_understood_hears_so(string asked, string said)
    {
        using var analyst = office.As(TestOffice.Analyst);
        using var answer = await analyst.GetAsync($"/api/v1/dashboards/{asked}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task delivery_lead_sees_neither_titles_nor_costs_of_requests()
    {
        await office.Submit("Secret merger", new { cost = 123_456, unit = "finance" });
        await office.Advance("P60D");
        using var lead = office.As(TestOffice.Lead);
        using var analyst = office.As(TestOffice.Analyst);
        foreach (var path in (string[])["/", "/dashboards/units/finance", "/dashboards/rows?measure=overdue%2Frequests", "/dashboards/analyst", "/dashboards/pack", "/api/v1/dashboards/portfolio"])
        {
            var seen = await (await lead.GetAsync(path, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("Secret merger", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("123456", seen.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("expected cost", seen, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("Secret merger", await analyst.Page("/dashboards/rows?measure=overdue%2Frequests"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.GetAsync("/dashboards/rows?measure=pipeline", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task every_number_of_the_table_of_units_leads_to_its_rows()
    {
        await office.Submit("Nobody looks at it", new { cost = 5_000, unit = "people" });
        await office.Advance("P30D");
        await office.ImportRated("People and culture");
        using var analyst = office.As(TestOffice.Analyst);
        var line = (await analyst.GetJson("/api/v1/dashboards/units")).GetProperty("units").EnumerateArray().First(unit => unit.GetProperty("unit").GetString() == "people");
        Assert.True(line.GetProperty("late").GetDecimal() >= 1);
        var (ratings, page) = (line.GetProperty("ratings"), await analyst.Page("/"));
        var bad = ratings.GetProperty("red").GetDecimal() + ratings.GetProperty("amber-red").GetDecimal();
        Assert.Equal((2m, 1m, 980m), (bad, ratings.GetProperty("unknown").GetDecimal(), line.GetProperty("budget").GetDecimal()));
        await LeadsTo("bad", bad);
        await LeadsTo("ratings%2FUnknown", ratings.GetProperty("unknown").GetDecimal());
        foreach (var (name, measure) in ((string, string)[])[("late", "overdue"), ("projects", "projects"), ("openActions", "actions"), ("openRequests", "requests"), ("budget", "budget")])
            await LeadsTo(measure, line.GetProperty(name).GetDecimal());
        var worst = await analyst.GetJson("/api/v1/dashboards/rows?unit=people&measure=bad");
        Assert.Equal(["Canal bridge", "Harbour wall"], worst.GetProperty("items").EnumerateArray().Select(row => row.Text("title")).Order(StringComparer.Ordinal));

        async Task LeadsTo(string measure, decimal number)
        {
            Assert.Equal(number, (await analyst.GetJson($"/api/v1/dashboards/rows?unit=people&measure={measure}")).GetProperty("sum").GetDecimal());
            Assert.Contains($"/dashboards/rows?unit=people&amp;measure={measure}\"", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ratings/red", 1)]
    [InlineData("ratings/Red", 1)]
    [InlineData("budget/amber-red", 200)]
    [InlineData("budget/AMBERRED", 200)]
    public async Task rating_is_read_as_answers_say_it_and_as_totals_name_it(string measure, int least)
    {
        await office.ImportRated("People and culture");
        using var analyst = office.As(TestOffice.Analyst);
        Assert.True((await analyst.GetJson($"/api/v1/dashboards/rows?unit=people&measure={measure}")).GetProperty("sum").GetDecimal() >= least);
    }

    [Theory]
    [InlineData("ratings/blue")]
    [InlineData("ratings/3")]
    [InlineData("budget/")]
    [InlineData("outcomes/open")]
    [InlineData("benefits/big")]
    [InlineData("slip/soon")]
    [InlineData("requests/")]
    [InlineData("overdue/people")]
    public async Task number_that_there_is_not_is_refused_and_never_0(string measure)
    {
        using var analyst = office.As(TestOffice.Analyst);
        foreach (var path in (string[])["/dashboards/rows", "/dashboards/rows.csv", "/api/v1/dashboards/rows"])
            Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync($"{path}?measure={measure}", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task past_day_is_shown_as_it_was_known()
    {
        await office.Submit("Known from that day on", new { cost = 11_111, unit = "customer" });
        await office.Advance("P3D");
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Contains("As known at the end of", await analyst.Page("/?asOf=2020-01-01"), StringComparison.Ordinal);
        Assert.DoesNotContain("Known from that day on", await analyst.Page("/dashboards/rows?measure=requests&asOf=2020-01-01"), StringComparison.Ordinal);
        Assert.Contains("Known from that day on", await analyst.Page("/dashboards/rows?measure=requests"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task day_to_come_shows_today_and_says_so()
    {
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Contains("31 Dec 2190 is still to come: this is what is so today.", await analyst.Page("/?asOf=2190-12-31"), StringComparison.Ordinal);
        Assert.Contains("As known today, before 31 Dec 2190.", await analyst.Page("/dashboards/rows?measure=projects&asOf=2190-12-31"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dashboards/units/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/?asOf=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/?rule=hope", HttpStatusCode.BadRequest)]
    [InlineData("/dashboards/rows?measure=nonesuch", HttpStatusCode.NotFound)]
    [InlineData("/dashboards/pack?month=soon", HttpStatusCode.BadRequest)]
    [InlineData("/dashboards/moves?from=1066", HttpStatusCode.NotFound)]
    [InlineData("/dashboards/units.exe", HttpStatusCode.NotFound)]
    public async Task what_there_is_not_is_refused(string path, HttpStatusCode status)
    {
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Equal(status, (await analyst.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public void who_was_rated_in_one_of_two_periods_alone_has_neither_left_nor_come()
    {
        PeriodRating[] october = [Rated("P-1", HealthRating.Green), Rated("P-2", HealthRating.Red), Rated("P-3", HealthRating.Red)];
        var moves = RatingMoves.Between(october, [Rated("P-1", HealthRating.Amber), Rated("P-4", HealthRating.Green)]);
        Assert.Equal("Of 1 project rated in both, 0 stayed, 0 became better, 1 worse; 2 were rated in 2026-10 alone; 1 was rated in 2026-11 alone.",
            new MovesModel([], "2026-10", "2026-11", null, null, moves, [], 1).Sentence);

        static PeriodRating Rated(string project, HealthRating rating) => new(new(project), new("finance"), rating);
    }

    [Fact]
    public async Task period_that_nobody_knows_is_refused_with_those_that_there_are()
    {
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Matches("Nothing is known of the period '1066'\\. (There are ratings of|No period has ratings yet)", WebUtility.HtmlDecode(await analyst.Page("/dashboards/moves?from=1066", HttpStatusCode.NotFound)));
    }

    [Fact]
    public async Task title_that_begins_like_a_formula_is_harmless_in_both_files()
    {
        const string Formula = "=HYPERLINK(\"http://evil.example\",\"Open\")";
        await office.Submit(Formula, new { cost = 5_000, unit = "operations" });
        using var analyst = office.As(TestOffice.Analyst);
        var csv = await analyst.GetStringAsync("/dashboards/rows.csv?unit=operations&measure=pipeline", TestContext.Current.CancellationToken);
        Assert.Contains("\"'=HYPERLINK(", csv, StringComparison.Ordinal);
        var bytes = await analyst.GetByteArrayAsync("/dashboards/rows.xlsx?unit=operations&measure=pipeline", TestContext.Current.CancellationToken);
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().ToList();
        Assert.DoesNotContain(cells, cell => cell.CellFormula is not null);
        Assert.Contains(cells, cell => cell.InnerText == "'" + Formula);
        Assert.Contains(cells, cell => cell.DataType?.Value == CellValues.Number && cell.InnerText == "5000");
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.NotNull(zip.GetEntry("xl/workbook.xml"));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData(" @SUM(A1)", "' @SUM(A1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("plain = text", "plain = text")]
    public void text_is_harmless_to_spreadsheets(string text, string harmless) => Assert.Equal(harmless, Export.Sheet.Harmless(text));

    [Fact]
    public async Task analyst_compares_totals_with_what_they_are_made_of()
    {
        await office.Submit("Adds up");
        using var analyst = office.As(TestOffice.Analyst);
        using var answer = await analyst.Fill("/dashboards/analyst", "/dashboards/recompute");
        Assert.Contains("all totals are right", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task administrator_brings_units_in_and_the_page_shows_them()
    {
        using var administrator = office.As(TestOffice.Administrator);
        using var content = new StringContent("id,name,parent,from\ntreasury,Treasury,finance,2020-01-01", System.Text.Encoding.UTF8, "text/csv");
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync("/api/v1/organisation/units", content, TestContext.Current.CancellationToken)).StatusCode);
        using var later = new StringContent("id,name,parent,from\nventures,Ventures,finance,2190-01-01", System.Text.Encoding.UTF8, "text/csv");
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync("/api/v1/organisation/units", later, TestContext.Current.CancellationToken)).StatusCode);
        var programs = await administrator.Page("/programs");
        Assert.Contains("<option value=\"treasury\">Treasury</option>", programs, StringComparison.Ordinal);
        Assert.DoesNotContain("ventures", programs, StringComparison.Ordinal);
        Assert.Contains("Treasury begins, as part of finance", await administrator.Page("/organisation"), StringComparison.Ordinal);
        Assert.Contains("Treasury", await administrator.Page("/organisation?asOf=2020-01-02"), StringComparison.Ordinal);
        Assert.Contains("As it was on 2 Jan 2020.", await administrator.Page("/organisation?asOf=2020-01-02"), StringComparison.Ordinal);
        Assert.Contains("As it will be, by what is known today, on 1 Jan 2190.", await administrator.Page("/organisation?asOf=2190-01-01"), StringComparison.Ordinal);
        // The day from which a change holds leads, not the moment at which somebody entered it.
        using var earlier = new StringContent("id,name,parent,from\nledgers,Ledgers,finance,2019-01-01", System.Text.Encoding.UTF8, "text/csv");
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync("/api/v1/organisation/units", earlier, TestContext.Current.CancellationToken)).StatusCode);
        var changes = await administrator.Page("/organisation");
        string[] begins = ["Ventures begins", "Treasury begins", "Ledgers begins"];
        Assert.Equal(begins, begins.OrderBy(what => changes.IndexOf(what, StringComparison.Ordinal)));
        Assert.DoesNotContain(-1, begins.Select(what => changes.IndexOf(what, StringComparison.Ordinal)));
        Assert.DoesNotContain("data-row href=\"/dashboards/units/treasury\"", await administrator.Page("/organisation?asOf=2019-12-31"), StringComparison.Ordinal);
    }

    [GeneratedRegex("data-label=\"Adds\" class=\"number\">([0-9,.]+)<")]
    private static partial Regex Adds();
}
