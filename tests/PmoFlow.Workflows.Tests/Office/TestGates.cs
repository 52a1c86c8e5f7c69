using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>What people at gates do in tests, in one line each.</summary>
internal static class TestGates
{
    public static async Task<GateRound> Round(this TestOffice office, RequestId id) => (await office.Get<RequestQueries>().Rounds(id))[^1];

    public static async Task<ApprovalView> See(this TestOffice office, string token) =>
        Assert.IsType<Outcome<ApprovalView>.Done>(await office.Get<ApprovalDesk>().Open(token, null)).Value;

    public static Task Decide(this TestOffice office, string token, Decision decision) => office.Decide(token, new DecisionWords(decision, "Seen."));

    public static async Task Decide(this TestOffice office, string token, DecisionWords words)
    {
        var page = (await office.See(token)).PageToken;
        Assert.IsType<Outcome<ApprovalView>.Done>(await office.Get<ApprovalDesk>().Decide(token, page, null, words));
        await office.Settle();
    }

    public static async Task<Outcome<ApprovalView>> Delegate(this TestOffice office, string token, string to) =>
        await office.Get<SeatDesk>().Delegate(token, (await office.See(token)).PageToken, null, to);

    /// <summary>What the sweep does every few seconds.</summary>
    public static async Task FollowPeople(this TestOffice office)
    {
        await office.Get<InboxSweep>().Run(InboxSweep.Grace);
        await office.Settle();
    }

    /// <summary>The requester sends the form again with another cost, by the newest link that they have.</summary>
    public static async Task<Outcome<RequestRecord>> Revise(this TestOffice office, RequestId id, decimal cost)
    {
        var request = await office.Request(id);
        var fields = new Dictionary<string, string>(request.Content.Fields) { ["cost"] = cost.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        var revised = await office.Get<RevisionDesk>().Revise(
            office.Token("/requests/track/", "zoe@example.org"), request.Revision, request.Content.Title, request.Content.Description, fields);
        await office.Settle();
        return revised;
    }

    /// <summary>A capital request at its first gate.</summary>
    public static async Task<RequestId> Capital(this TestOffice office, decimal cost = 900_000)
    {
        var outcome = await office.Get<RequestDesk>().Submit(new SubmitRequest("capital", "A new press", "The old one stands still.",
            new Requester("Zoë Łukasiewicz", "zoe@example.org"), new Dictionary<string, string>
            {
                ["unit"] = "operations",
                ["cost"] = cost.ToString(System.Globalization.CultureInfo.InvariantCulture),
            }));
        await office.Settle();
        var id = Assert.IsType<Outcome<SubmittedRequest>.Done>(outcome).Value.Request.Id;
        await office.Qualify(id);
        await office.DecideAll(id, Decision.Approve);
        await office.Score(id);
        return id;
    }
}
