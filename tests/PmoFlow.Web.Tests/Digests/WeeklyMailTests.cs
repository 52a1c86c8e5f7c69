using System.Net;
using System.Net.Http.Json;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Digests;

public sealed class WeeklyMailTests(TestOffice office) : IClassFixture<TestOffice>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task subscribed_on_the_page_it_comes_with_pictures_and_ends_by_its_link_without_signing_in()
    {
        using var leader = office.As(TestOffice.Leader);
        Assert.Contains("href=\"/digests?unit=finance\"", await leader.Page("/dashboards/units/finance"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await leader.Fill("/digests?unit=finance", "/digests", ("unit", "finance"))).StatusCode);
        Assert.Contains("Unsubscribe<span", await leader.Page("/digests"), StringComparison.Ordinal);
        await office.Advance("P8D");

        var mail = (await office.Anybody.GetJson($"/api/v1/dev/messages?to={TestOffice.Leader}")).EnumerateArray()
            .Last(message => message.GetProperty("subject").GetString()!.StartsWith("Finance, week to", StringComparison.Ordinal));
        var links = mail.GetProperty("links").EnumerateArray().Select(link => new Uri(link.GetString()!)).ToList();
        foreach (var link in links.Where(link => link.AbsolutePath.StartsWith("/dashboards/", StringComparison.Ordinal)))
            await leader.Page(link.PathAndQuery);
        var unsubscribe = links.Single(link => link.AbsolutePath.StartsWith("/digests/unsubscribe/", StringComparison.Ordinal));

        // A program that opens every link must not unsubscribe anybody.
        Assert.Contains("No more weekly mails about Finance?", await office.Anybody.Page(unsubscribe.PathAndQuery), StringComparison.Ordinal);
        Assert.Contains("finance", await Mine(leader));
        Assert.Equal(HttpStatusCode.OK, (await office.Anybody.Send(unsubscribe.PathAndQuery, ("List-Unsubscribe", "One-Click"))).StatusCode);
        Assert.DoesNotContain("finance", await Mine(leader));
        Assert.Contains("unsubscribed before", await (await office.Anybody.Send(unsubscribe.PathAndQuery)).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await office.Anybody.Page("/digests/unsubscribe/" + new string('x', 43), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task programs_read_and_set_the_mails_of_who_is_signed_in()
    {
        using var executive = office.As(TestOffice.Executive);
        using var leader = office.As(TestOffice.Leader);
        Assert.Equal("enterprise", (await executive.PutJson("/api/v1/digests/enterprise", new { })).GetProperty("unit").GetString());
        await executive.PutJson("/api/v1/digests/technology", new { });
        Assert.Equal(["enterprise", "technology"], (await Mine(executive)).Order());
        Assert.DoesNotContain("technology", await Mine(leader));
        Assert.Equal(HttpStatusCode.NotFound, (await executive.PutAsJsonAsync("/api/v1/digests/nowhere", new { }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await executive.DeleteAsync("/api/v1/digests/technology", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await executive.DeleteAsync("/api/v1/digests/technology", Cancel)).StatusCode);
        Assert.Equal(["enterprise"], await Mine(executive));
        var api = (await office.Anybody.GetJson("/openapi/v1.json")).GetProperty("paths");
        Assert.True(api.TryGetProperty("/api/v1/digests/{unit}", out _) && api.TryGetProperty("/api/v1/dashboards/week", out _));
    }

    [Fact]
    public async Task week_is_a_page_a_file_and_json_of_any_days_and_refuses_what_is_none()
    {
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Contains("What changed: Technology", await analyst.Page("/dashboards/week?unit=technology"), StringComparison.Ordinal);
        Assert.StartsWith("What,Of,Title", await analyst.GetStringAsync("/dashboards/week.csv", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/dashboards/week.xlsx", Cancel)).StatusCode);
        var week = await analyst.GetJson("/api/v1/dashboards/week?unit=technology&from=2026-01-01&until=2026-01-31");
        Assert.Equal(("technology", "2026-01-31", 0), (week.GetProperty("unit").GetString(), week.GetProperty("until").GetString(), week.GetProperty("ratings").GetArrayLength()));
        await analyst.Page("/dashboards/week?from=2026-02-01&until=2026-01-31", HttpStatusCode.BadRequest);
        await analyst.Page("/dashboards/week?until=soon", HttpStatusCode.BadRequest);
        await analyst.Page("/dashboards/week?unit=nowhere", HttpStatusCode.NotFound);
    }

    private static async Task<List<string?>> Mine(HttpClient who) =>
        [.. (await who.GetJson("/api/v1/digests")).EnumerateArray().Select(mine => mine.GetProperty("unit").GetString())];
}
