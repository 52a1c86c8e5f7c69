using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Tests.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>The ways that a request can go, each played to its end through the desks that people use. Each asserts that it is what its name says.</summary>
internal static class EndWays
{
    public static async Task<RequestId> Approved(TestOffice office, string lifecycle) => await Delivered(office, await office.Ask(lifecycle));

    public static async Task<RequestId> Declined(TestOffice office, string lifecycle)
    {
        var id = await office.AskAtGate(lifecycle);
        await office.DecideAll(id, Decision.Decline);
        Assert.Equal(GateVerdict.Declined, (await office.Round(id)).Verdict);
        return id;
    }

    /// <summary>Where a file offers no deferral it is refused and nothing is lost; once the office's file offers it, it defers like the others.</summary>
    public static async Task<RequestId> Deferred(TestOffice office, string lifecycle)
    {
        if (lifecycle == "fast-track")
            await RefusesUntilTheFileOffersIt(office);
        var id = await office.Ask(lifecycle);
        await office.Say(id, Until(office, 60));
        await office.Pass(TimeSpan.FromDays(59));
        Assert.Equal("deferral", Assert.Single((await office.Request(id)).Waiting).Kind);
        await office.Pass(TimeSpan.FromDays(2));
        Assert.Equal("screening", Assert.Single((await office.Request(id)).Waiting).Kind);
        return await Delivered(office, id);
    }

    public static async Task<RequestId> Withdrawn(TestOffice office, string lifecycle)
    {
        var id = await office.AskAtGate(lifecycle);
        var seat = (await office.Round(id)).Seats[0];
        Assert.True((await office.See(office.Token("/approvals/", seat.Email))).CanDecide);
        await office.Get<TrackingDesk>().Withdraw(office.Token("/requests/track/", "zoe@example.org"), "We bought something else.");
        await office.Settle();
        Assert.False((await office.See(office.Token("/approvals/", seat.Email))).CanDecide);
        return id;
    }

    /// <summary>Nobody says anything, and silence never approves.</summary>
    public static async Task<RequestId> Expired(TestOffice office, string lifecycle)
    {
        var id = await office.AskAtGate(lifecycle);
        for (var week = 0; week < 20; week++)
            await office.Pass(TimeSpan.FromDays(7));
        var rounds = await office.Get<RequestQueries>().Rounds(id);
        Assert.True(rounds.Count > 1 && rounds[^1].IsEscalated);
        Assert.DoesNotContain(rounds, round => round.Verdict == GateVerdict.Approved || round.Seats.Any(seat => seat.Decision is not null));
        return id;
    }

    public static async Task<RequestId> Unanswered(TestOffice office, string lifecycle)
    {
        var id = await office.Ask(lifecycle);
        await office.Screen(id, ScreeningDecision.AskForInformation, "How many?");
        Assert.Equal("information", Assert.Single((await office.Request(id)).Waiting).Kind);
        for (var week = 0; week < 5; week++)
            await office.Pass(TimeSpan.FromDays(7));
        return id;
    }

    /// <summary>The requester sends the form again while some have already approved what it said before.</summary>
    public static async Task<RequestId> Revised(TestOffice office, string lifecycle)
    {
        var id = await office.AskAtGate(lifecycle);
        if (lifecycle == "capital")
        {
            await office.DecideAll(id, Decision.Approve);
            await office.Score(id);
        }
        var before = await Open(office, id);
        foreach (var round in before.Where(round => round.Seats.Count > 1))
            await office.DecideAt(id, round.Part, round.Seats[0].Email, Decision.Approve);
        var old = before.SelectMany(round => round.Seats).DistinctBy(seat => seat.Email).ToDictionary(seat => seat.Email, seat => office.Token("/approvals/", seat.Email));

        Assert.IsType<Outcome<RequestRecord>.Done>(await office.Revise(id, 45_000));

        foreach (var (email, token) in old)
        {
            var shown = await office.See(token);
            Assert.False(shown.CanDecide);
            Assert.DoesNotMatch("approved this\\.$", shown.WhyNot);
            Assert.NotEqual(token, office.Token("/approvals/", email));
        }
        var again = await Open(office, id);
        Assert.Equal(before.Select(round => round.Part).Order(), again.Select(round => round.Part).Order());
        Assert.All(again, round =>
        {
            Assert.Equal(2, round.Revision);
            Assert.Contains("40,000 → 45,000", Assert.Single(round.Changes!), StringComparison.Ordinal);
            Assert.All(round.Seats, seat => Assert.Null(seat.Decision));
            Assert.All(round.Seats, seat => Assert.Contains(office.Mail.Taken, mail => mail.To.Email == seat.Email && mail.Text.Contains("40,000 → 45,000", StringComparison.Ordinal)));
        });
        await Delivered(office, id);
        Assert.Equal(45_000, (await office.Project((await office.Request(id)).Project!.Value)).Budget);
        return id;
    }

    public static async Task<RequestId> Delegated(TestOffice office, string lifecycle)
    {
        var id = await office.AskAtGate(lifecycle);
        var seat = (await office.Round(id)).Seats[0];
        var token = office.Token("/approvals/", seat.Email);
        var deputy = (await office.Get<SeatDesk>().Deputies(await office.See(token)))[0];

        Assert.IsType<Outcome<ApprovalView>.Done>(await office.Delegate(token, deputy.Email));
        await office.Settle();

        Assert.False((await office.See(token)).CanDecide);
        var round = await office.Round(id);
        Assert.Equal(seat.Email, Assert.Single(round.Seats, s => s.Email == deputy.Email).For);
        Assert.Equal(seat.Email, Assert.Single(round.Former!).Email);
        await office.Decide(office.Token("/approvals/", deputy.Email), Decision.Approve);
        Assert.Equal(Decision.Approve, Assert.Single((await office.Get<RequestQueries>().Rounds(id)).Single(r => r.Visit == round.Visit).Seats, s => s.Email == deputy.Email).Decision);
        return await Delivered(office, id);
    }

    public static async Task<RequestId> Recalled(TestOffice office, string lifecycle)
    {
        var id = await office.AskAtGate(lifecycle);
        var token = office.Token("/approvals/", (await office.Round(id)).Seats[0].Email);
        Assert.IsType<Outcome<RequestRecord>.Done>(await office.Get<SeatDesk>().Recall(id, TestPeople.Analyst, null, "The figures are wrong."));
        await office.Settle();
        Assert.DoesNotContain((await office.Request(id)).Waiting, wait => wait.Kind == "decision");
        Assert.False((await office.See(token)).CanDecide);
        return await Delivered(office, id);
    }

    /// <summary>Moved at a gate whose rules differ in the new version: it asks anew, and ends on the version it was moved to.</summary>
    public static async Task<RequestId> Migrated(TestOffice office, string lifecycle)
    {
        var id = await office.AskAtGate(lifecycle);
        var (request, first) = (await office.Request(id), (await office.Get<RequestQueries>().Rounds(id))[^1]);
        var to = await office.Publish(lifecycle, (lifecycle == "standard" ? "quorum: majority" : "quorum: any", "quorum: all"));
        Assert.Equal(MigrationWay.AsksAgain, Assert.Single(await office.Preview(request.Lifecycle, to)).Step.Way);

        var record = await office.Migrate(request.Lifecycle, to, id);

        Assert.Equal((1, 0), (record.Moved, record.Stayed));
        var rounds = await office.Get<RequestQueries>().Rounds(id);
        Assert.False(rounds.Single(round => round.Visit == first.Visit && round.Part == first.Part).IsOpen);
        Assert.Equal(Quorum.All, rounds.Last(round => round.Part == first.Part).Quorum);
        await Delivered(office, id);
        Assert.Equal(to, (await office.Request(id)).Lifecycle);
        return id;
    }

    private static async Task RefusesUntilTheFileOffersIt(TestOffice office)
    {
        var id = await office.Ask("fast-track");
        var refused = await office.Get<ScreeningDesk>().Screen(id, TestPeople.Analyst, null, Until(office, 60));
        var why = Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<RequestRecord>.Refused>(refused).Refusal);
        Assert.Equal("decision", Assert.Single(why.Errors).Field);
        await office.Ends(await Delivered(office, id), RequestOutcome.Completed, "delivered");
        await office.Publish("fast-track", ("options: [merge, convert]", "options: [defer, merge, convert]"));
    }

    private static Screened Until(TestOffice office, int days) =>
        new(ScreeningDecision.Defer, "Next quarter.") { Until = DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime).AddDays(days) };

    private static async Task<IReadOnlyList<GateRound>> Open(TestOffice office, RequestId id)
    {
        var open = (await office.Get<RequestQueries>().Rounds(id)).Where(round => round.IsOpen).ToList();
        Assert.NotEmpty(open);
        return open;
    }

    /// <summary>Everybody says yes until there is a project, and that is closed.</summary>
    private static async Task<RequestId> Delivered(TestOffice office, RequestId id)
    {
        await office.Approve(id);
        Assert.IsType<Outcome<ProjectRecord>.Done>(
            await office.Get<ProjectDesk>().Close((await office.Request(id)).Project!.Value, TestPeople.Analyst, "All delivered."));
        await office.Settle();
        return id;
    }
}
