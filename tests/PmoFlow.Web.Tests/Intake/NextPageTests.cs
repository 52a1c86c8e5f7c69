using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Intake;

/// <summary>What happens next, on pages and for programs.</summary>
public sealed class NextPageTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task office_and_programs_read_who_has_it_and_the_requester_reads_it_without_names()
    {
        var (id, tracking) = await office.Submit("Two more doors");
        using var analyst = office.As(TestOffice.Analyst);
        var first = await analyst.GetJson($"/api/v1/requests/{id}/next");
        Assert.Equal("screening", first.GetProperty("steps")[0].Text("kind"));
        Assert.Contains("An analyst reads it", await office.Anybody.Page(tracking), StringComparison.Ordinal);

        await analyst.PostJson($"/api/v1/requests/{id}/screening", new { decision = "qualify" });
        await analyst.PostJson($"/api/v1/requests/{id}/score", new { levels = Life.Levels, lead = TestOffice.Lead });
        await office.Idle();

        var step = (await analyst.GetJson($"/api/v1/requests/{id}/next")).GetProperty("steps")[0];
        Assert.Contains("Müller", step.Text("who"), StringComparison.Ordinal);
        Assert.Contains("0 approved", step.Text("progress"), StringComparison.Ordinal);
        Assert.Contains("must approve", await analyst.Page($"/requests/{id}"), StringComparison.Ordinal);
        var own = (await office.Anybody.GetJson($"/api/v1/tracking/{tracking.Split('/')[^1]}/next")).GetProperty("steps")[0];
        Assert.Equal("The approvers", own.Text("who"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, own.GetProperty("progress").ValueKind);
        var page = WebUtility.HtmlDecode(await office.Anybody.Page(tracking));
        Assert.DoesNotContain("Müller", page, StringComparison.Ordinal);
        Assert.Contains("what follows is: Delivery, then Completed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_happens_next_is_told_to_nobody_else()
    {
        var (id, _) = await office.Submit("Three doors");
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Anybody.GetAsync($"/api/v1/requests/{id}/next", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await office.Anybody.GetAsync("/api/v1/tracking/nonesuch/next", TestContext.Current.CancellationToken)).StatusCode);
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/api/v1/requests/R-0/next", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task times_and_units_are_shown_in_words()
    {
        var project = await office.Project("Four doors");
        await office.Advance("P30DT2H");
        using var lead = office.As(TestOffice.Lead);

        Assert.Contains("Łukasz Nowak (Technology)", WebUtility.HtmlDecode(await lead.Page($"/projects/{project}")), StringComparison.Ordinal);
        Assert.Contains("30 days and 2 hours", await office.Anybody.Page("/clock"), StringComparison.Ordinal);
    }
}
