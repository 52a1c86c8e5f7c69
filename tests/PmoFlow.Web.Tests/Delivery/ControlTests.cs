using System.Net;
using System.Net.Http.Json;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Delivery;

/// <summary>Phases and changes, by the pages and by the API.</summary>
public sealed class ControlTests(TestOffice office) : IClassFixture<TestOffice>
{
    private const string Leader = "bjorn.akesson@example.org";

    [Fact]
    public async Task change_is_asked_for_on_the_page_and_approved_by_the_mailed_link()
    {
        var project = await office.Project("Under change control");
        using var lead = office.As(TestOffice.Lead);
        var nobody = office.Anybody;
        var budget = (await lead.GetJson($"/api/v1/projects/{project}")).GetProperty("budget").GetDecimal();
        var path = $"/projects/{project}/changes";

        var wrong = await lead.Fill(path, path, ("title", "More"), ("because", "It costs more."), ("months", "soon 5"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("Write one month to a line", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        (await lead.Fill(path, path, ("title", "More money"), ("because", "It costs more."), ("budget", $"{budget + 5000}"), ("end", "2028-01-31"))).SeeOther();
        Assert.Contains("being decided", await lead.GetStringAsync(path), StringComparison.Ordinal);

        var link = await office.LinkTo(Leader, project, "project-decisions");
        Assert.Contains("Change C1: More money", await nobody.GetStringAsync(link), StringComparison.Ordinal);
        (await nobody.Fill(link, link, ("decision", "approve"), ("comment", "Go on."))).SeeOther();
        Assert.Contains("approved this.", await nobody.GetStringAsync(link), StringComparison.Ordinal);

        Assert.Equal(budget + 5000, (await lead.GetJson($"/api/v1/projects/{project}")).GetProperty("budget").GetDecimal());
        var baselines = (await lead.GetJson($"/api/v1/projects/{project}/baselines")).EnumerateArray().ToList();
        Assert.Equal([budget, budget + 5000], baselines.Select(baseline => baseline.GetProperty("budget").GetDecimal()));
        Assert.Equal("2028-01-31", baselines[1].Text("end"));
    }

    [Fact]
    public async Task budget_that_no_month_has_is_told_where_it_is_changed_decided_and_spent()
    {
        var project = await office.Project("More than its months");
        using var lead = office.As(TestOffice.Lead);
        var budget = (await lead.GetJson($"/api/v1/projects/{project}")).GetProperty("budget").GetDecimal();
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[] { new { month = "2026-12", budget } } });
        var (changes, money) = ($"/projects/{project}/changes", $"/projects/{project}/money");
        Assert.DoesNotContain("plan the rest by month", await lead.GetStringAsync(money), StringComparison.Ordinal);
        (await lead.Fill(changes, changes, ("title", "More money"), ("because", "It costs more."), ("budget", $"{budget + 140_000}"))).SeeOther();
        var says = $"The months add up to EUR\u00a0{Text(budget)} of EUR\u00a0{Text(budget + 140_000)} agreed: plan the rest by month.";
        Assert.Contains($"With this change: {says}", WebUtility.HtmlDecode(await lead.GetStringAsync(changes)), StringComparison.Ordinal);

        var link = await office.LinkTo(Leader, project, "project-decisions");
        Assert.Contains(says, WebUtility.HtmlDecode(await office.Anybody.GetStringAsync(link)), StringComparison.Ordinal);
        (await office.Anybody.Fill(link, link, ("decision", "approve"), ("comment", "Go on."))).SeeOther();
        await office.Idle();
        var after = WebUtility.HtmlDecode(await lead.GetStringAsync(changes));
        Assert.Contains(says, after, StringComparison.Ordinal);
        Assert.DoesNotContain("With this change", after, StringComparison.Ordinal);
        Assert.Contains(says, WebUtility.HtmlDecode(await lead.GetStringAsync(money)), StringComparison.Ordinal);
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[] { new { month = "2027-01", budget = 140_000 } } });
        Assert.DoesNotContain("plan the rest by month", await lead.GetStringAsync(money), StringComparison.Ordinal);
        Assert.DoesNotContain("plan the rest by month", await lead.GetStringAsync(changes), StringComparison.Ordinal);

        static string Text(decimal value) => value.ToString("#,0.##", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task decision_about_a_project_stands_among_my_decisions_and_is_taken_there_signed_in()
    {
        var project = await office.Project("Decided at the desk");
        using var lead = office.As(TestOffice.Lead);
        using var leader = office.As(Leader);
        var path = $"/projects/{project}/changes";
        (await lead.Fill(path, path, ("title", "Later"), ("because", "The fire officer is ill."), ("end", "2028-02-29"))).SeeOther();
        await office.Idle();

        Assert.Contains($"{path}#decision-1", await leader.GetStringAsync("/approvals"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/projects/{project}/decisions/1", await lead.GetStringAsync(path), StringComparison.Ordinal);
        Assert.Equal("/approvals", (await leader.Fill(path, $"/projects/{project}/decisions/1", ("decision", "approve"))).SeeOther());
        Assert.DoesNotContain(project, await leader.GetStringAsync("/approvals"), StringComparison.Ordinal);
        Assert.Equal("2028-02-29", (await lead.GetJson($"/api/v1/projects/{project}")).Text("end"));
    }

    [Fact]
    public async Task agreed_budget_cannot_be_changed_beside_the_gate()
    {
        var project = await office.Project("Agreed");
        using var lead = office.As(TestOffice.Lead);

        var answer = await lead.PutAsJsonAsync($"/api/v1/projects/{project}/plan", new { leadEmail = TestOffice.Lead, budget = 9_999_999 });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Ask for a change.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task team_ticks_off_on_the_project_s_page_and_the_phase_waits_for_its_gate()
    {
        var project = await office.Project("By phases");
        using var lead = office.As(TestOffice.Lead);
        Assert.Contains("To do in Planning", await lead.GetStringAsync($"/projects/{project}"), StringComparison.Ordinal);
        Assert.Equal($"/projects/{project}", (await lead.Fill($"/projects/{project}", $"/projects/{project}/phases/items",
            ("phase", "plan"), ("item", "plan"), ("done", "yes"), ("back", "overview"))).SeeOther());
        var early = await lead.Fill($"/projects/{project}/phases", $"/projects/{project}/phases/next", ("phase", "plan"));
        Assert.Contains("Still to be done in Planning", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        (await lead.Fill($"/projects/{project}/phases", $"/projects/{project}/phases/tailoring", ("what", "plan/others"), ("because", "Nothing is needed."))).SeeOther();
        foreach (var item in new[] { "risks", "people" })
            await lead.PutJson($"/api/v1/projects/{project}/phases/plan/items/{item}", new { done = true });
        (await lead.Fill($"/projects/{project}/phases", $"/projects/{project}/phases/next", ("phase", "plan"))).SeeOther();

        var phases = await lead.GetJson($"/api/v1/projects/{project}/phases");
        Assert.Equal("finish-asked", phases.GetProperty("phases")[0].Text("state"));
        var decision = phases.GetProperty("decisions")[0];
        using var leader = office.As(Leader);
        using var stranger = office.As("zoe.muller@example.org");
        var number = decision.GetProperty("number").GetInt32();
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsJsonAsync($"/api/v1/projects/{project}/decisions/{number}", new { decision = "approve" })).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await leader.PostAsJsonAsync($"/api/v1/projects/{project}/decisions/{number}", new { decision = "approve" })).StatusCode);
    }
}
