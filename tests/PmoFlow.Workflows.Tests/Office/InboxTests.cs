using System.Text.Json;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Digests;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Digests;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

public sealed class InboxTests
{
    [Fact]
    public async Task decision_that_was_stored_but_never_raised_is_raised_by_the_sweep()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await Store(office, id, "screening|1", id.Value);
        await office.Settle();
        Assert.Equal("screening", (await office.Request(id)).Stage);

        office.Clock.Advance(InboxSweep.Grace);
        Assert.Equal(1, await office.Get<InboxSweep>().Run(InboxSweep.Grace));
        await office.Settle();
        Assert.Equal("scoring", (await office.Request(id)).Stage);
        Assert.Equal(0, await office.Get<InboxSweep>().Run(TimeSpan.Zero));
    }

    [Fact]
    public async Task what_cannot_be_sent_again_keeps_nothing_else_waiting()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await Store(office, id, "before|1", new string('x', 600));
        await Store(office, id, "screening|1", id.Value);
        var weekly = new DigestSubscription("ada@example.org", null, office.Clock.GetUtcNow(), "weekly-digest:stranded");
        await office.Get<ITableStore>().Upsert(DigestTables.Subscriptions, new(DigestTables.All, DigestTables.Starting(weekly.Instance)), weekly);

        var failure = await Assert.ThrowsAsync<AggregateException>(() => office.Get<InboxSweep>().Run(TimeSpan.Zero));
        Assert.Single(failure.InnerExceptions);
        await office.Settle();
        Assert.Equal("scoring", (await office.Request(id)).Stage);
        Assert.NotNull(await office.Get<IOrchestrationClient>().Get(weekly.Instance));
    }

    [Fact]
    public async Task word_about_a_wait_that_is_over_is_settled_with_the_reason_and_told_no_more()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        var before = (await office.Request(id)).Visit;
        await office.Qualify(id);
        await office.Get<OrchestrationInbox>().Post(id.Value, id.Value, RequestEvents.Screened, new Posted<Screened>("screened|late", before, TestPeople.Analyst,
            office.Clock.GetUtcNow(), new Screened(ScreeningDecision.Decline, "Too late.")), TestContext.Current.CancellationToken);
        await office.Settle();

        var told = 0;
        for (var sweep = 0; sweep < 6; sweep++)
            told += await office.Get<InboxSweep>().Run(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await office.Settle();

        Assert.Equal(3, told);
        var item = (await office.Get<ITableStore>().Find(OfficeTables.Inbox, new(id.Value, "screened|late"), TestContext.Current.CancellationToken))!.Document;
        Assert.Equal((InboxState.Superseded, "It answers a wait that was over already."), (item.State, item.Because));
        Assert.Equal("scoring", (await office.Request(id)).Stage);
    }

    [Fact]
    public async Task word_that_nobody_takes_is_sent_again_after_twice_as_long_each_time()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        Assert.Equal(SignalOutcome.Accepted, await office.Get<IOrchestrationClient>().Suspend(id.Value, "Under repair."));
        await office.Settle();
        await office.Get<ScreeningDesk>().Screen(id, TestPeople.Analyst, null, ScreeningDecision.Qualify, null);

        var sent = 0;
        for (var tick = 0; tick < 12 * 60; tick++)
        {
            office.Clock.Advance(TimeSpan.FromSeconds(5));
            sent += await office.Get<InboxSweep>().Run(InboxSweep.Grace);
        }
        Assert.InRange(sent, 5, 10);
    }

    [Fact]
    public async Task request_that_was_stored_but_never_started_is_started_by_the_sweep()
    {
        await using var office = await TestOffice.Open();
        var id = new RequestId("R-STRANDED");
        var template = await office.Request(await office.Submit());
        var request = template with { Id = id, Visit = 0, Waiting = [], Timeline = TimelineEnd.Empty };
        var link = Links.Prepare(new LinkRecord(LinkKind.Tracking, id.Value, "zoe@example.org", DateTimeOffset.MaxValue));
        Assert.NotNull(await office.Get<RequestLedger>().TryOpen(request, new("submitted", "zoe@example.org", "Asked."),
            OrchestrationInbox.Pointer(id.Value, office.Clock.GetUtcNow()), link.Write, CancellationToken.None));

        Assert.Equal(1, await office.Get<InboxSweep>().Run(TimeSpan.Zero));
        await office.Settle();
        Assert.Equal("screening", Assert.Single((await office.Request(id)).Waiting).Kind);
    }

    [Fact]
    public async Task decisions_repeated_shuffled_and_late_leave_one_effective_decision()
    {
        var random = new Random(20261123);
        await using var office = await TestOffice.Open();
        for (var gate = 0; gate < 25; gate++)
        {
            var id = await office.AtGate();
            var round = (await office.Get<RequestQueries>().Rounds(id))[0];
            var said = round.Seats.SelectMany(seat => Enumerable.Range(0, random.Next(1, 6))
                .Select(_ => (Seat: seat, Decision: random.Next(2) == 0 ? Decision.Approve : Decision.Decline))).ToArray();
            random.Shuffle(said);
            var outcomes = await Task.WhenAll(said.Select(word => office.Get<ApprovalDesk>().DecideSignedIn(
                id, new Actor(word.Seat.Email, word.Seat.Name), null, null, new DecisionWords(word.Decision, "Because."))));
            await office.Settle();

            var decided = (await office.Get<RequestQueries>().Rounds(id))[0];
            Assert.NotEqual(GateVerdict.Open, decided.Verdict);
            Assert.Equal(decided.Verdict, GateTally.Verdict(decided.Quorum, decided.Seats.Count,
                decided.Seats.Count(s => s.Decision == Decision.Approve), decided.Seats.Count(s => s.Decision == Decision.Decline)));
            Assert.InRange(outcomes.Count(outcome => outcome is Outcome<GateRound>.Done), decided.Seats.Count(s => s.Decision is not null), round.Seats.Count);
            var timeline = await office.Get<RequestQueries>().Timeline(id);
            Assert.Equal(decided.Seats.Count(s => s.Decision is not null), timeline.Count(entry => entry.Kind == "decided"));
            office.Clock.Advance(InboxSweep.Grace);
            await office.Get<InboxSweep>().Run(InboxSweep.Grace);
            Assert.All(await Items(office, id), item => Assert.NotEqual(InboxState.Pending, item.State));
        }
    }

    [Fact]
    public async Task page_of_another_visit_decides_nothing()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        var round = (await office.Get<RequestQueries>().Rounds(id))[0];
        var actor = new Actor(round.Seats[0].Email, round.Seats[0].Name);
        Assert.IsType<Outcome<GateRound>.Refused>(
            await office.Get<ApprovalDesk>().DecideSignedIn(id, actor, round.Visit - 1, null, new DecisionWords(Decision.Approve, null)));
        Assert.IsType<Outcome<GateRound>.Done>(
            await office.Get<ApprovalDesk>().DecideSignedIn(id, actor, round.Visit, null, new DecisionWords(Decision.Approve, null)));
    }

    private static async Task<IReadOnlyList<InboxItem>> Items(TestOffice office, RequestId id) =>
        await office.Get<ITableStore>().Scan(OfficeTables.Inbox, id.Value).Select(stored => stored.Document).ToListAsync();

    /// <summary>A decision of screening that came as far as the tables.</summary>
    private static async Task Store(TestOffice office, RequestId id, string key, string instance)
    {
        var tables = office.Get<ITableStore>();
        var posted = new Posted<Screened>(key, 1, TestPeople.Analyst, office.Clock.GetUtcNow(), new(ScreeningDecision.Qualify, null));
        await tables.Upsert(OfficeTables.Pending, OrchestrationInbox.PendingKey(id.Value, key), new PendingItem(id.Value, key, office.Clock.GetUtcNow()));
        await tables.TryInsert(OfficeTables.Inbox, new(id.Value, key), new InboxItem(key, id.Value, instance, "Screened",
            JsonSerializer.SerializeToElement(posted, OfficeJson.Default.PostedScreened), posted.At, InboxState.Pending));
    }
}
