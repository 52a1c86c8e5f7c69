using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Approvals;

/// <summary>Who asked reads on which conditions it was approved.</summary>
public sealed class ConditionsToldTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task requester_reads_the_conditions_of_the_approval_and_not_whose_they_are()
    {
        var id = await office.AtGate("Approved on a condition");
        foreach (var seat in new[] { TestOffice.Approver, TestOffice.Leader })
        {
            var link = await office.LinkTo(seat, id, "approvals");
            Assert.Equal(link, (await office.Anybody.Fill(link, link, ("decision", "approve"), ("conditions", "Sicherheitsprüfung vor dem Start"))).SeeOther());
        }

        var tracked = await office.LinkTo("ann@example.org", id, "requests/track");
        var page = WebUtility.HtmlDecode(await office.Anybody.Page(tracked));
        Assert.Contains("Approved on a condition", page, StringComparison.Ordinal);
        Assert.Contains("Sicherheitsprüfung vor dem Start", page, StringComparison.Ordinal);
    }
}
