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
                Assert.DoesNotContain(name, System.Net.WebUtility.HtmlDecode(shown), StringComparison.OrdinalIgnoreCase);
        }
        Assert.DoesNotContain("Strategic fit", page, StringComparison.Ordinal);
    }
}
