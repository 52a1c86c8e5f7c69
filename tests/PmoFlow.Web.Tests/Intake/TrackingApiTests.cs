using System.Net;
using System.Net.Http.Json;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Intake;

public sealed class TrackingApiTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task requester_sees_nothing_of_what_is_among_the_office()
    {
        var id = await office.AtGate("Cameras at the gate");
        using var analyst = office.As(TestOffice.Analyst);
        var inside = (await analyst.GetJson($"/api/v1/requests/{id}")).ToString();
        Assert.Contains("\"score\"", inside, StringComparison.Ordinal);
        var link = await office.LinkTo("ann@example.org", id, "requests/track");
        var api = await office.Anybody.GetJson(link.Replace("/requests/track/", "/api/v1/tracking/", StringComparison.Ordinal));
        var page = await office.Anybody.Page(link);

        Assert.Equal("The approvers", api.GetProperty("waitingFor")[0].Text("who"));
        foreach (var inner in new[] { "score", "levels", "proposedLead", "lead", "rounds", "assessments", "visit", "signInAbove" })
            Assert.False(api.TryGetProperty(inner, out _), inner);
        foreach (var shown in new[] { api.ToString(), page })
        {
            foreach (var person in new[] { TestOffice.Analyst, TestOffice.Approver, TestOffice.Leader, TestOffice.Executive, TestOffice.Lead })
                Assert.DoesNotContain(person, shown, StringComparison.OrdinalIgnoreCase);
            foreach (var name in new[] { "Laurent", "Sørensen", "Müller", "Dubois", "Mensah" })
                Assert.DoesNotContain(name, WebUtility.HtmlDecode(shown), StringComparison.OrdinalIgnoreCase);
        }
        Assert.DoesNotContain("Strategic fit", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task requester_reads_that_it_was_taken_back_from_its_gate_but_neither_why_nor_by_whom()
    {
        var id = await office.AtGate("A gate for the cameras");
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Equal(HttpStatusCode.Accepted, (await analyst.PostAsJsonAsync($"/api/v1/requests/{id}/recall", new { reason = "The vendor is in trouble." }, TestContext.Current.CancellationToken)).StatusCode);
        await office.Idle();

        var page = await office.Anybody.Page(await office.LinkTo("ann@example.org", id, "requests/track"));

        Assert.Contains("Taken back from the approvers", page, StringComparison.Ordinal);
        Assert.DoesNotContain("The vendor is in trouble.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Laurent", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task requester_reads_their_answer_and_why_it_was_declined_but_not_by_whom()
    {
        var (id, tracking) = await office.Submit("A camera for the yard");
        using var analyst = office.As(TestOffice.Analyst);
        await analyst.PostJson($"/api/v1/requests/{id}/screening", new { decision = "askForInformation", note = "How high is the fence?" });
        await office.Idle();
        (await office.Anybody.Fill(tracking, $"{tracking}/answer", ("answer", "Three metres."))).SeeOther();
        await office.Idle();
        await analyst.PostJson($"/api/v1/requests/{id}/screening", new { decision = "qualify" });
        await analyst.PostJson($"/api/v1/requests/{id}/score", new { levels = Life.Levels, lead = TestOffice.Lead });
        await office.Idle();
        foreach (var email in new[] { TestOffice.Approver, TestOffice.Leader })
        {
            using var approver = office.As(email);
            await approver.PostJson($"/api/v1/requests/{id}/decision", new { decision = "decline", comment = "The yard is sold." });
        }
        await office.Idle();

        var api = await office.Anybody.GetJson(tracking.Replace("/requests/track/", "/api/v1/tracking/", StringComparison.Ordinal));
        var page = WebUtility.HtmlDecode(await office.Anybody.Page(tracking));
        var mail = (await office.MailsTo("ann@example.org", id))[^1].Text("text");
        Assert.Contains("Answered: Three metres.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" v1)", page, StringComparison.Ordinal);
        foreach (var shown in new[] { api.ToString(), page, mail })
        {
            Assert.Contains("The yard is sold.", shown, StringComparison.Ordinal);
            foreach (var name in new[] { "Sørensen", "Müller", "Dubois", "Laurent", "S\\u00F8rensen", "M\\u00FCller" })
                Assert.DoesNotContain(name, shown, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task withdrawal_by_the_office_is_not_said_to_be_the_requester_s()
    {
        var (id, tracking) = await office.Submit("A hut for the guard");
        using var analyst = office.As(TestOffice.Analyst);
        await analyst.PostJson($"/api/v1/requests/{id}/withdraw", new { reason = "Asked for by telephone." });
        await office.Idle();

        var page = WebUtility.HtmlDecode(await office.Anybody.Page(tracking));
        Assert.Contains("The office withdrew this request.", page, StringComparison.Ordinal);
        Assert.Contains("Asked for by telephone.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("You took this request back", page, StringComparison.Ordinal);
        Assert.DoesNotContain("by the requester", page, StringComparison.Ordinal);
        Assert.DoesNotContain("as you asked", (await office.MailsTo("ann@example.org", id))[^1].Text("text"), StringComparison.Ordinal);
    }
}
