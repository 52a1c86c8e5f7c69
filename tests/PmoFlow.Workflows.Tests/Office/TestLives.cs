using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Intake;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>Lives of requests in any of the lifecycles that ship.</summary>
internal static class TestLives
{
    public static async Task<RequestId> Ask(this TestOffice office, string lifecycle, decimal cost = 40_000)
    {
        var outcome = await office.Get<RequestDesk>().Submit(new SubmitRequest(lifecycle, "Replace the press", "The old one stands still.",
            new Requester("Zoë Łukasiewicz", "zoe@example.org"), new Dictionary<string, string>
            {
                ["unit"] = "operations",
                ["cost"] = cost.ToString(System.Globalization.CultureInfo.InvariantCulture),
            }));
        await office.Settle();
        return Assert.IsType<Outcome<SubmittedRequest>.Done>(outcome).Value.Request.Id;
    }

    public static async Task<RequestId> AskAtGate(this TestOffice office, string lifecycle)
    {
        var id = await office.Ask(lifecycle);
        while (await office.Office(id))
            continue;
        return id;
    }

    /// <summary>Analysts and approvers say yes until a project begins.</summary>
    public static async Task Approve(this TestOffice office, RequestId id)
    {
        while ((await office.Request(id)).Project is null)
        {
            // Otherwise this would ask for ever.
            Assert.Equal(RequestOutcome.Open, (await office.Request(id)).Outcome);
            if (await office.Office(id))
                continue;
            foreach (var round in (await office.Get<RequestQueries>().Rounds(id)).Where(round => round.IsOpen))
            {
                foreach (var seat in round.Seats.Where(seat => seat.Decision is null))
                    await office.DecideAt(id, round.Part, seat.Email, Decision.Approve);
            }
        }
    }

    public static async Task<IReadOnlyList<GateRound>> Rounds(this TestOffice office, RequestId id, string part) =>
        [.. (await office.Get<RequestQueries>().Rounds(id)).Where(round => round.Part == part)];

    /// <summary>Decides signed in, where the gate is still open.</summary>
    public static async Task DecideAt(this TestOffice office, RequestId id, string? part, string email, Decision decision)
    {
        await office.Get<ApprovalDesk>().DecideSignedIn(id, new Actor(email, email), null, part, new DecisionWords(decision, "Seen."));
        await office.Settle();
    }

    public static async Task Ends(this TestOffice office, RequestId id, RequestOutcome outcome, string because)
    {
        await office.Settle();
        var (request, timeline) = (await office.Request(id), await office.Get<RequestQueries>().Timeline(id));
        Assert.Equal(outcome, request.Outcome);
        Assert.Empty(request.Waiting);
        Assert.Equal(because, timeline[^1].Kind);
        Assert.Null(TimelineEntry.FirstBreak(timeline));
        Assert.Empty(await office.Get<SeatLists>().AllOpen(TestContext.Current.CancellationToken).ToListAsync());
    }

    /// <summary>An analyst does what waits for one; false where nothing does.</summary>
    private static async Task<bool> Office(this TestOffice office, RequestId id)
    {
        switch ((await office.Request(id)).Waiting)
        {
            case [{ Kind: "screening" }, ..]:
                await office.Qualify(id);
                return true;
            case [{ Kind: "scoring" }, ..]:
                await office.Score(id);
                return true;
            default:
                return false;
        }
    }
}
