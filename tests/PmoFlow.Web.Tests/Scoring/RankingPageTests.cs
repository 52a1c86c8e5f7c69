using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Scoring;

/// <summary>Each test has an office of its own: what is ranked is all that the office holds.</summary>
public sealed class RankingPageTests : IAsyncLifetime
{
    private const string OtherAnalyst = "tomasz.wojcik@example.org";

    private readonly TestOffice office = new();

    public ValueTask InitializeAsync() => office.InitializeAsync();

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task ranked_list_draws_its_line_by_budget_or_count_with_bubbles_and_sensitivity_and_the_file_says_the_same()
    {
        using var analyst = office.As(TestOffice.Analyst);
        await Scored("Third in the order", 90_000, 0);
        await Scored("First in the order", 100_000, 2);
        await Scored("Second in the order", 80_000, 1);

        var page = WebUtility.HtmlDecode(await analyst.Page("/ranking?budget=150000"));
        var places = new[] { "First in the order", "what follows does not fit", "Second in the order", "Third in the order" }.Select(said => page.IndexOf(said, StringComparison.Ordinal)).ToList();
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
        Assert.Equal(3, page.Split("<circle class=\"").Length - 1);
        Assert.Contains("id=\"bubbles-table\"", page, StringComparison.Ordinal);
        Assert.Contains("30\u00a0% → 20\u00a0%", page, StringComparison.Ordinal);
        Assert.Contains("30\u00a0% → 40\u00a0%", page, StringComparison.Ordinal);

        var undrawn = await analyst.Page("/ranking");
        Assert.Contains("above the waterline", page, StringComparison.Ordinal);
        Assert.Contains("data-label=\"Waterline\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("above the waterline", undrawn, StringComparison.Ordinal);
        Assert.DoesNotContain("data-label=\"Waterline\"", undrawn, StringComparison.Ordinal);

        Assert.Equal(["above", "below", "below"], await File(analyst, "budget=150000"));
        Assert.Equal(["above", "above", "below"], await File(analyst, "count=2"));
        Assert.Equal(["above", "below", "below"], await File(analyst, "budget=150000&count=2"));
        Assert.Contains("Give the budget in digits", await analyst.Page("/ranking?budget=much", HttpStatusCode.BadRequest), StringComparison.Ordinal);
        await analyst.Page("/ranking?lifecycle=nonesuch", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task assessors_stand_side_by_side_with_their_spread_and_each_revision_s_score_is_kept()
    {
        using var analyst = office.As(TestOffice.Analyst);
        using var other = office.As(OtherAnalyst);
        var (id, tracking) = await office.Submit("Assessed by two");
        await analyst.PostJson($"/api/v1/requests/{id}/screening", new { decision = "qualify" });
        await office.Idle();
        foreach (var (client, level) in new[] { (analyst, "1"), (other, "2") })
            (await client.FillAndPress($"/requests/{id}", $"/requests/{id}/score", $"/requests/{id}/assessment", Levels(level))).SeeOther();

        var assessed = WebUtility.HtmlDecode(await analyst.Page($"/requests/{id}"));
        Assert.Contains("2 assessors: from", assessed, StringComparison.Ordinal);
        Assert.Contains("1–2", assessed, StringComparison.Ordinal);
        Assert.Contains("Tomasz Wójcik", assessed, StringComparison.Ordinal);
        Assert.Equal("scoring", (await analyst.GetJson($"/api/v1/requests/{id}")).Text("stage"));

        (await analyst.Fill($"/requests/{id}", $"/requests/{id}/score", Levels("1"))).SeeOther();
        await office.Idle();
        var first = (await analyst.GetJson($"/api/v1/requests/{id}")).GetProperty("score").GetDecimal();
        (await analyst.Fill($"/requests/{id}", $"/requests/{id}/recall", ("recallReason", "Look again."))).SeeOther();
        (await office.Anybody.Fill($"{tracking}/revise", $"{tracking}/revise", ("title", "Assessed by two, larger"), ("description", "Now for all halls."), ("fields.cost", "250000"), ("fields.unit", "customer"), ("fields.neededBy", "2027-06-30"))).SeeOther();
        await office.Idle();
        await analyst.PostJson($"/api/v1/requests/{id}/screening", new { decision = "qualify" });
        await office.Idle();
        (await analyst.Fill($"/requests/{id}", $"/requests/{id}/score", Levels("2"))).SeeOther();
        await office.Idle();

        var second = (await analyst.GetJson($"/api/v1/requests/{id}")).GetProperty("score").GetDecimal();
        Assert.True(second > first);
        var page = WebUtility.HtmlDecode(await analyst.Page($"/requests/{id}"));
        Assert.Matches("\\. An analyst recalled the request\\.</p>", page);
        var history = page[page.IndexOf("Scores by revision", StringComparison.Ordinal)..];
        Assert.Contains(first.ToString("0.0#", System.Globalization.CultureInfo.InvariantCulture), history, StringComparison.Ordinal);
    }

    private async Task Scored(string title, int cost, int level)
    {
        var (id, _) = await office.Submit(title, new { cost, unit = "customer" });
        using var analyst = office.As(TestOffice.Analyst);
        await analyst.PostJson($"/api/v1/requests/{id}/screening", new { decision = "qualify" });
        await analyst.PostJson($"/api/v1/requests/{id}/score", new { levels = new { strategy = level, value = level, obligation = level, confidence = level, readiness = level } });
        await office.Idle();
    }

    private static (string Name, string Value)[] Levels(string level) =>
        [.. new[] { "strategy", "value", "obligation", "confidence", "readiness" }.Select(criterion => ($"levels.{criterion}", level))];

    /// <summary>What the file says of each place, best first.</summary>
    private static async Task<IReadOnlyList<string>> File(HttpClient analyst, string query) =>
        [.. (await analyst.Page($"/ranking.csv?{query}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[6])];
}
