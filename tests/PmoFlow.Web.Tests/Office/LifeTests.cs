using System.Net;
using Xunit;

namespace PmoFlow.Web.Tests.Office;

public sealed class LifeTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task a_request_goes_from_the_form_to_a_rated_project_and_its_action()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tracking = (await office.Anybody.Fill("/requests/new", "/requests", ("title", "One customer portal"), ("description", "Three are two too many."),
            ("requester.name", "Ann Doe"), ("requester.email", "ann@example.org"), ("fields.cost", "125,000"), ("fields.unit", "customer"))).SeeOther();
        Assert.Contains("One customer portal", await office.Anybody.Page(tracking), StringComparison.Ordinal);
        await office.Idle();

        using var analyst = office.As(TestOffice.Analyst);
        Assert.Contains("One customer portal", await analyst.Page("/worklist"), StringComparison.Ordinal);
        var id = (await analyst.GetJson("/api/v1/requests?q=One+customer+portal")).GetProperty("items")[0].Text("id");
        Assert.Equal($"/requests/{id}", (await analyst.Fill($"/requests/{id}", $"/requests/{id}/screening", ("decision", "qualify"))).SeeOther());
        Assert.Equal($"/requests/{id}", (await analyst.Fill($"/requests/{id}", $"/requests/{id}/score", ("levels.strategy", "3"), ("levels.value", "2"),
            ("levels.obligation", "0"), ("levels.confidence", "2"), ("levels.readiness", "2"), ("lead", TestOffice.Lead))).SeeOther());

        foreach (var approver in new[] { TestOffice.Approver, TestOffice.Leader })
        {
            var approval = await office.LinkTo(approver, id, "approvals");
            Assert.Equal(approval, (await office.Anybody.Fill(approval, approval, ("decision", "approve"), ("comment", ""))).SeeOther());
        }
        await office.Idle();
        var request = await analyst.GetJson($"/api/v1/requests/{id}");
        Assert.Equal("delivery", request.Text("stage"));
        var project = request.Text("project");

        await office.Advance("P1M");
        await office.Advance("PT12H");
        var check = await office.LinkTo(TestOffice.Lead, project, "health-checks");
        Assert.Equal(check, (await office.Anybody.Fill(check, check, ("answers.slip", "25"), ("answers.overrun", "1"), ("answers.scope", "agreed"),
            ("answers.confidence", "medium"))).SeeOther());
        Assert.Contains("Red", await office.Anybody.Page(check), StringComparison.Ordinal);
        await office.Idle();

        var dashboard = await analyst.GetJson("/api/v1/dashboards/portfolio");
        Assert.Equal(1, dashboard.GetProperty("totals").GetProperty("ratings/Red").GetDecimal());
        Assert.Contains("One customer portal", await analyst.Page("/"), StringComparison.Ordinal);
        var pack = WebUtility.HtmlDecode(await analyst.Page("/dashboards/pack"));
        // Once for the whole portfolio, once for its unit.
        Assert.Equal(3, pack.Split($"""<a href="/projects/{project}">One customer portal</a>""").Length);
        Assert.Contains("Red: Schedule slip is 25", pack, StringComparison.Ordinal);
        var action = dashboard.GetProperty("actionsDue")[0].Text("id");
        var own = await office.LinkTo(TestOffice.Lead, action, "actions");
        Assert.Equal(own, (await office.Anybody.Fill(own, own, ("state", "done"), ("note", "Plan agreed."))).SeeOther());
        Assert.Equal("done", (await analyst.GetJson($"/api/v1/actions/{action}")).Text("state"));
        Assert.True((await analyst.GetJson($"/api/v1/requests/{id}/timeline")).GetProperty("whole").GetBoolean());

        var closed = await analyst.PostJson($"/api/v1/projects/{project}/close", new { note = "Delivered." });
        Assert.Equal("closed", closed.Text("state"));
        await office.Idle();
        Assert.Equal("completed", (await analyst.GetJson($"/api/v1/requests/{id}")).Text("status"));
        Assert.Equal(HttpStatusCode.OK, (await office.Anybody.GetAsync(tracking, cancellation)).StatusCode);
    }

    [Fact]
    public async Task a_question_is_answered_on_the_tracking_page_and_the_request_comes_back()
    {
        var (id, tracking) = await office.Submit("Robots for the warehouse");
        using var analyst = office.As(TestOffice.Analyst);
        var asked = await analyst.PostJson($"/api/v1/requests/{id}/screening", new { decision = "askForInformation", note = "Which sites?" });
        Assert.Equal("information", asked.GetProperty("waitingFor")[0].Text("kind"));
        Assert.Contains("Which sites?", await office.Anybody.Page(tracking), StringComparison.Ordinal);

        var empty = await office.Anybody.Send($"{tracking}/answer", ("answer", " "));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal(tracking, (await office.Anybody.Send($"{tracking}/answer", ("answer", "Poznań and Leeds."))).SeeOther());

        Assert.Equal("screening", (await analyst.GetJson($"/api/v1/requests/{id}")).GetProperty("waitingFor")[0].Text("kind"));
        Assert.Contains("Poznań and Leeds.", WebUtility.HtmlDecode(await analyst.Page($"/requests/{id}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_requester_withdraws_after_a_confirmation()
    {
        var (id, tracking) = await office.Submit("Tablets for the field");

        Assert.Contains("Withdraw this request?", await office.Anybody.Page($"{tracking}/withdraw"), StringComparison.Ordinal);
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Equal("open", (await analyst.GetJson($"/api/v1/requests/{id}")).Text("status"));
        Assert.Equal(tracking, (await office.Anybody.Send($"{tracking}/withdraw", ("reason", "Bought already."))).SeeOther());
        Assert.Equal("withdrawn", (await analyst.GetJson($"/api/v1/requests/{id}")).Text("status"));
        var late = await analyst.PostJson($"/api/v1/requests/{id}/screening", new { decision = "qualify" }, HttpStatusCode.Conflict);
        Assert.Contains("ended", late.Text("detail"), StringComparison.Ordinal);
    }
}
