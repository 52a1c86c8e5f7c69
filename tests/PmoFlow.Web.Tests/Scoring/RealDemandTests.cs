using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.EndToEnd.Demand;
using PmoFlow.Web.Tests.Office;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Workshop;
using Xunit;

namespace PmoFlow.Web.Tests.Scoring;

/// <summary>
/// A real portfolio as demand, all the way: imported as requests, sent once more into a second process, screened, scored by the rule of
/// docs/ranking.md from what each request says, and ranked by the office's own page. What that says is held to <see cref="ReckonedDemand"/>,
/// which reads the file by itself, and to docs/ranking.md. <c>PMOFLOW_DEMAND_LISTS=all</c> takes all four lists; the usual run takes one.
/// </summary>
public sealed partial class RealDemandTests : IAsyncLifetime
{
    private readonly TestOffice office = new();

    public static TheoryData<int> Years => Environment.GetEnvironmentVariable("PMOFLOW_DEMAND_LISTS") == "all" ? [2018, 2019, 2020, 2021] : [2020];

    public ValueTask InitializeAsync() => office.InitializeAsync();

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Theory]
    [MemberData(nameof(Years))]
    public async Task list_of_real_demand_is_ranked_by_two_models_as_a_second_reckoning_ranks_it(int year)
    {
        var (file, reckoned) = ReckonedDemand.Read(year);
        await Publish("standard", DemandProcess.Weighted);
        await Publish("wsjf", DemandProcess.Wsjf);
        using var analyst = office.As(TestOffice.Analyst);

        var imported = await Import(analyst, file);
        Assert.Equal(reckoned.Count, imported.Count);
        var copies = await Task.WhenAll(imported.Select(async request => await Read(analyst, (await office.Anybody.PostJson("/api/v1/requests", new
        {
            lifecycle = "wsjf",
            title = request.Text("title"),
            description = request.Text("description"),
            requester = request.GetProperty("requester"),
            fields = request.GetProperty("fields"),
        }, HttpStatusCode.Created)).Text("id"))));
        await Score(analyst, imported, DemandProcess.WeightedLevels, year);
        await Score(analyst, copies, DemandProcess.WsjfLevels, year);

        var budget = Math.Floor(reckoned.Sum(entry => entry.Cost ?? 0) / 2);
        await Compare(analyst, "standard", ReckonedDemand.Weighted, reckoned, budget, year);
        await Compare(analyst, "wsjf", ReckonedDemand.Wsjf, reckoned, budget, year);
    }

    /// <summary>What page and file say, against the second reckoning and against what the documentation says of that year and model.</summary>
    private static async Task Compare(HttpClient analyst, string lifecycle, ReckonedModel model, IReadOnlyList<ReckonedEntry> entries, decimal budget, int year)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"lifecycle={lifecycle}&budget={budget}");
        var file = Csv.Read(await analyst.Page($"/ranking.csv?{query}"));
        Assert.Equal(entries.Count, file.Count);
        var numbered = file.Join(entries, row => row["title"], entry => entry.Title, (row, entry) => entry with { Number = row["number"] }).ToList();
        Assert.Equal(entries.Count, numbered.Count);
        Assert.Equal(numbered.Select(entry => $"{entry.Title}: {entry.Cost:0.##}"), file.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row["title"]}: {Cost(row):0.##}")));
        var expected = model.Rank(numbered, budget, year);
        foreach (var (row, place) in file.Zip(expected))
        {
            Assert.Equal((place.Entry.Number, place.Rank, place.IsAbove ? "above" : "below"), (row["number"], int.Parse(row["rank"], CultureInfo.InvariantCulture), row["waterline"]));
            Assert.Equal(place.Score, double.Parse(row["score"], CultureInfo.InvariantCulture), model.IsInPercent ? 0.0501 : 0.00501);
            Assert.Equal(place.CostSoFar, decimal.Parse(row["cost so far"], CultureInfo.InvariantCulture));
            Assert.Equal(model.Criteria.Select(criterion => criterion.Level(place.Entry, year)), model.Criteria.Select(criterion => int.Parse(row[criterion.Label], CultureInfo.InvariantCulture)));
        }

        var page = WebUtility.HtmlDecode(await analyst.Page($"/ranking?{query}")).Replace('\u00a0', ' ');
        var above = expected.Where(place => place.IsAbove).ToList();
        Assert.Contains($"{above.Count} of {entries.Count} requests above the waterline", page, StringComparison.Ordinal);
        var table = SensitivityRow().Matches(page).Select(row => (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value)).ToList();
        Assert.Equal(model.Sensitivity(numbered, budget, year).Select(row => (row.Label, row.Weight, row.Ranks.ToString(CultureInfo.InvariantCulture), row.Crossings.ToString(CultureInfo.InvariantCulture))), table);

        var said = ReckonedDemand.Documented(year, model.Name);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $": {above.Count} above the waterline for £{above[^1].CostSoFar / 1_000_000:N0}m"), said, StringComparison.Ordinal);
        Assert.All(table, row => Assert.Contains($"| {row.Item1} {row.Item2.Replace(" %", "", StringComparison.Ordinal)} | {row.Item3} | {row.Item4} |", said, StringComparison.Ordinal));
        Assert.All(expected.Take(10), place => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| {place.Rank} | {place.Entry.Title} |"), said, StringComparison.Ordinal));
    }

    private static decimal? Cost(Dictionary<string, string> row) => row["cost"] is { Length: > 0 } cost ? decimal.Parse(cost, CultureInfo.InvariantCulture) : null;

    private async Task Publish(string name, string scoring)
    {
        var desk = office.Services.GetRequiredService<WorkshopDesk>();
        var text = DemandProcess.Of(desk.Beginning("standard")!, name, scoring);
        Assert.IsType<Outcome<Lifecycle>.Done>(await desk.Publish(name, text, "For a list of real demand.", new Actor(TestOffice.Administrator, "Anaïs Fontaine")));
    }

    private async Task<IReadOnlyList<JsonElement>> Import(HttpClient analyst, string path)
    {
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var id = (await (await analyst.PostAsync($"/api/v1/imports?kind=demand&name={Path.GetFileName(path)}", body)).Json(HttpStatusCode.Created)).Text("id");
        await (await analyst.PutAsJsonAsync($"/api/v1/imports/{id}/mapping", new { columns = DemandProcess.Columns, amountScale = 1_000_000 })).Json();
        await analyst.PostAsync($"/api/v1/imports/{id}/run", null);
        await office.Idle();
        Assert.Equal("finished", (await analyst.GetJson($"/api/v1/imports/{id}")).Text("state"));
        Assert.Empty((await analyst.GetJson($"/api/v1/imports/{id}/rows?state=refused")).GetProperty("items").EnumerateArray());
        var rows = (await analyst.GetJson($"/api/v1/imports/{id}/rows?pageSize=500")).GetProperty("items").EnumerateArray();
        return await Task.WhenAll(rows.Select(row => Read(analyst, row.Text("request"))));
    }

    private static Task<JsonElement> Read(HttpClient analyst, string request) => analyst.GetJson($"/api/v1/requests/{request}");

    /// <summary>An analyst qualifies each and gives it its levels, by what the request says.</summary>
    private async Task Score(HttpClient analyst, IReadOnlyList<JsonElement> requests, Func<IReadOnlyDictionary<string, string>, int, object> levels, int year)
    {
        await office.Idle();
        await Task.WhenAll(requests.Select(request => analyst.PostJson($"/api/v1/requests/{request.Text("id")}/screening", new { decision = "qualify" })));
        await office.Idle();
        await Task.WhenAll(requests.Select(request => analyst.PostJson($"/api/v1/requests/{request.Text("id")}/score",
            new { levels = levels(request.GetProperty("fields").Deserialize<Dictionary<string, string>>()!, year) })));
        await office.Idle();
    }

    [GeneratedRegex("<td class=\"title\">([^<]+)</td>\\s*<td[^>]*>([^<]+)</td>\\s*<td[^>]*>(\\d+)</td>\\s*<td[^>]*>(\\d+)</td>")]
    private static partial Regex SensitivityRow();
}
