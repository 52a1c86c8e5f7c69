using System.Net.Http.Json;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Portfolio;

/// <summary>Pages that are rendered once for many must not be older than they say, nor show anybody what is not for them.</summary>
public sealed class FragmentTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task change_is_on_the_page_with_the_next_look()
    {
        using var analyst = office.As(TestOffice.Analyst);
        for (var look = 1; look <= 3; look++)
        {
            var title = $"Seen at once {look}";
            await office.Submit(title, new { cost = 5_000 + look, unit = "people" });
            Assert.Contains(title, await analyst.Page("/dashboards/rows?unit=people&measure=pipeline"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task page_says_who_looks_and_lets_each_sign_out_under_a_token_of_their_own()
    {
        using var analyst = office.As(TestOffice.Analyst);
        using var executive = office.As(TestOffice.Executive);
        var (first, second) = (await analyst.Page("/"), await executive.Page("/"));

        Assert.Contains("Amélie Laurent", System.Net.WebUtility.HtmlDecode(first), StringComparison.Ordinal);
        Assert.DoesNotContain("Amélie Laurent", System.Net.WebUtility.HtmlDecode(second), StringComparison.Ordinal);
        Assert.Contains("__RequestVerificationToken", first, StringComparison.Ordinal);
        Assert.Contains("<title>Portfolio</title>", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task milestones_are_mapped_by_unit_and_month_and_add_up_from_their_projects()
    {
        var project = await office.Project("Slips by ten days", new { cost = 125_000, unit = "operations", neededBy = "2027-06-30" });
        using var analyst = office.As(TestOffice.Analyst);
        var day = DateOnly.FromDateTime((await office.Anybody.GetJson("/api/v1/dev/clock")).GetProperty("now").GetDateTimeOffset().UtcDateTime);
        using var set = await analyst.PutAsJsonAsync($"/api/v1/projects/{project}/milestones", new
        {
            milestones = new object[]
            {
                new { name = "m1", title = "Doors open", baseline = day, plan = day, forecast = day.AddDays(10) },
                new { name = "m2", title = "Lights on", baseline = day, plan = day, forecast = day.AddDays(20) },
            },
        }, TestContext.Current.CancellationToken);
        set.EnsureSuccessStatusCode();

        var csv = await analyst.GetStringAsync("/dashboards/milestones.csv", TestContext.Current.CancellationToken);
        Assert.Contains($",operations,{day:yyyy-MM},2,30,15", csv, StringComparison.Ordinal);
        var page = System.Net.WebUtility.HtmlDecode(await analyst.Page("/dashboards/milestones?unit=operations"));
        Assert.Contains("+15 d", page, StringComparison.Ordinal);
        Assert.Contains("15 days later than agreed on average", page, StringComparison.Ordinal);
        Assert.Contains("Doors open: Slips by ten days", page, StringComparison.Ordinal);
        Assert.Contains("Slips by ten days", await analyst.Page($"/dashboards/rows?unit=operations&measure=milestones/{day:yyyy-MM}"), StringComparison.Ordinal);
    }
}
