using System.Net;
using System.Text.Json;
using PmoFlow.Web.Tests.Office;
using PmoFlow.Workflows.Inbox;
using Xunit;

namespace PmoFlow.Web.Tests.Operations;

/// <summary>A request whose orchestration an administrator ends waits for nobody any more, and says why.</summary>
public sealed class StoppedRequestTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task request_at_a_gate_is_stopped_with_name_and_reason_and_nobody_is_waited_for(bool withChildren)
    {
        var title = $"Ended at a gate, children {withChildren}";
        var id = await office.AtGate(title);
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");
        using var admin = office.As(TestOffice.Administrator);
        var terminate = $"/operations/instances/{id}/terminate";
        (string, string)[] fields = withChildren ? [("reason", "Sent twice."), ("children", "yes")] : [("reason", "Sent twice.")];

        Assert.Contains("A request that it carried is stopped", await admin.Page(terminate), StringComparison.Ordinal);
        (await admin.Fill(terminate, terminate, fields)).SeeOther();
        await office.Idle();

        var request = await admin.GetJson($"/api/v1/requests/{id}");
        Assert.Equal(("stopped", 0), (request.Text("status"), request.GetProperty("waitingFor").GetArrayLength()));
        var timeline = await admin.GetJson($"/api/v1/requests/{id}/timeline");
        var stopped = Assert.Single(timeline.Entries(), entry => entry.Text("kind") == "stopped");
        Assert.Equal((TestOffice.Administrator, "Stopped: Sent twice."), (stopped.Text("actor"), stopped.Text("summary")));
        Assert.Contains(timeline.Entries(), entry => entry.Text("kind") == "gate-closed");
        var mail = Assert.Single(await office.MailsTo("ann@example.org", "Stopped"), mail => mail.Text("subject").Contains(id, StringComparison.Ordinal));
        Assert.Contains("Sent twice.", mail.Text("text"), StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"approve\"", await office.Anybody.Page(link), StringComparison.Ordinal);
        using var approver = office.As(TestOffice.Approver);
        await approver.PostJson($"/api/v1/requests/{id}/decision", new { decision = "approve", comment = "Too late." }, HttpStatusCode.Conflict);
        Assert.DoesNotContain(title, await approver.Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task stopped_request_that_is_restarted_is_open_again_and_can_be_decided()
    {
        var (id, _) = await office.Submit("Stopped and begun anew");
        using var admin = office.As(TestOffice.Administrator);
        await admin.PostJson($"/api/v1/operations/instances/{id}/terminate", new { reason = "By mistake." });
        await office.Idle();
        Assert.Equal("stopped", (await admin.GetJson($"/api/v1/requests/{id}")).Text("status"));

        await admin.PostJson($"/api/v1/operations/instances/{id}/restart", new { reason = "It was a mistake." });
        await office.Idle();

        var request = await admin.GetJson($"/api/v1/requests/{id}");
        Assert.Equal(("open", "screening"), (request.Text("status"), request.Text("stage")));
        using var analyst = office.As(TestOffice.Analyst);
        await analyst.PostJson($"/api/v1/requests/{id}/screening", new { decision = "decline", note = "Not now." });
        await office.Idle();
        Assert.Equal("declined", (await admin.GetJson($"/api/v1/requests/{id}")).Text("status"));
        await admin.PostJson($"/api/v1/operations/instances/{id}/terminate", new { reason = "Too late." }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task request_that_has_become_a_project_is_not_begun_a_second_time()
    {
        var project = await office.Project("Delivered once");
        var id = project[2..];
        using var admin = office.As(TestOffice.Administrator);
        await admin.PostJson($"/api/v1/operations/instances/{id}/terminate", new { reason = "By mistake." });
        await office.Idle();

        var refused = await admin.PostJson($"/api/v1/operations/instances/{id}/restart", new { reason = "Again." }, HttpStatusCode.Conflict);

        Assert.Contains(project, refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task request_that_fails_because_its_gate_was_ended_is_found_by_the_sweep()
    {
        var id = await office.AtGate("Its gate was ended");
        using var admin = office.As(TestOffice.Administrator);
        var gate = (await admin.GetJson($"/api/v1/operations/instances?q={id}:gate")).GetProperty("items")[0].Text("id");
        await admin.PostJson($"/api/v1/operations/instances/{Uri.EscapeDataString(gate)}/terminate", new { reason = "Wrong people." });
        await office.Idle();

        await office.Services.GetRequiredService<InboxSweep>().Run(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await office.Idle();

        var request = await admin.GetJson($"/api/v1/requests/{id}");
        Assert.Equal(("stopped", 0), (request.Text("status"), request.GetProperty("waitingFor").GetArrayLength()));
        var stop = Stop(await admin.GetJson($"/api/v1/requests/{id}/timeline"));
        Assert.Equal((TestOffice.Administrator, "Stopped: Wrong people."), (stop.Text("actor"), stop.Text("summary")));
    }

    [Fact]
    public async Task project_goes_on_where_it_is_not_ended_with_its_request_and_is_closed_where_it_is()
    {
        var (alone, together) = (await office.Project("Goes on alone"), await office.Project("Ends with its request"));
        using var admin = office.As(TestOffice.Administrator);
        await admin.PostJson($"/api/v1/operations/instances/{alone["P-".Length..]}/terminate", new { reason = "Stop the request." });
        await admin.PostJson($"/api/v1/operations/instances/{together["P-".Length..]}/terminate", new { reason = "Stop it all.", withChildren = true });
        await office.Idle();

        Assert.Equal("active", (await admin.GetJson($"/api/v1/projects/{alone}")).Text("state"));
        Assert.Equal("closed", (await admin.GetJson($"/api/v1/projects/{together}")).Text("state"));
        foreach (var project in new[] { alone, together })
            Assert.Equal("stopped", (await admin.GetJson($"/api/v1/requests/{project["P-".Length..]}")).Text("status"));
    }

    private static JsonElement Stop(JsonElement timeline) => timeline.Entries().Single(entry => entry.Text("kind") == "stopped");
}
