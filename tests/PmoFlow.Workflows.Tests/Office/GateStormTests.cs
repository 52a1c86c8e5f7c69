using System.Globalization;
using System.Text.Json;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Storage;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>
/// Decisions in any order, twice, before the round opens and after it closed. <c>PMOFLOW_GATES=20000</c> runs as many gates as the
/// office is measured by; the usual run takes fewer.
/// </summary>
public sealed class GateStormTests
{
    private static readonly int Gates = int.Parse(Environment.GetEnvironmentVariable("PMOFLOW_GATES") ?? "200", CultureInfo.InvariantCulture);
    private static readonly string[] Approvers = ["ingrid.sorensen@example.org", "jose.hernandez@example.org", "zoe.muller@example.org"];

    [Fact]
    public async Task every_gate_counts_one_decision_per_seat_and_records_all_others_as_superseded()
    {
        var random = new Random(20261123);
        await using var office = await TestOffice.Open();
        var cancellation = TestContext.Current.CancellationToken;
        var (words, superseded, before, twice, afterwards) = (0, 0, 0, 0, 0);
        for (var done = 0; done < Gates; done += 500)
        {
            var batch = Enumerable.Range(done, Math.Min(500, Gates - done)).Select(number => new Storm(number, random)).ToList();
            foreach (var storm in batch)
                await Open(office, storm, cancellation);
            await office.Settle();
            await office.Get<InboxSweep>().Run(TimeSpan.Zero, cancellation);
            await office.Settle();
            foreach (var storm in batch)
                await Say(office, storm, await Round(office, storm, cancellation), storm.During, cancellation);
            await office.Settle();
            foreach (var storm in batch)
            {
                var round = await Round(office, storm, cancellation);
                afterwards += round.IsOpen ? 0 : storm.After.Count;
                await Say(office, storm, round, storm.After, cancellation);
            }
            await office.Settle();
            await office.Get<InboxSweep>().Run(TimeSpan.Zero, cancellation);
            await office.Settle();
            foreach (var storm in batch)
            {
                superseded += await Check(office, storm, cancellation);
                words += storm.Said.Count;
                before += storm.Before.Count;
                twice += storm.IsTwiceBefore ? 1 : 0;
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Gates} gates, {words} words: {words - superseded} counted, {superseded} superseded; {before} said before the round opened (at {twice} gates twice by one), {afterwards} after it closed.");
        // Each of the bad moments was played, and often.
        Assert.All([before, twice, afterwards, superseded], count => Assert.True(count > Gates / 20, $"{count} of {Gates} gates"));
    }

    /// <summary>A request at its gate; the early words are raised before there is a round, and lost by the platform.</summary>
    private static async Task Open(TestOffice office, Storm storm, CancellationToken cancellation)
    {
        var now = office.Clock.GetUtcNow();
        var standard = office.Get<LifecycleLibrary>().Current("standard")!.Id;
        var request = new RequestRecord(storm.Id, new RequestContent($"Gate {storm.Id}", "Yes or no?", new Requester("Kim", "kim@example.org"),
            new Dictionary<string, string>()), 1, standard, "approval", "Approval", 1, RequestOutcome.Open, now, now, [], TimelineEnd.Empty);
        TableBatch Mark() => new TableBatch(OfficeTables.Marks.Table, "marks").Upsert(OfficeTables.Marks, "storm", new OrganisationMark(storm.Id.Value));
        Assert.NotNull(await office.Get<RequestLedger>().TryOpen(
            request, new TimelineDraft("submitted", "kim@example.org", "Asked."), Mark(), Mark(), cancellation));
        var round = new GateRound(storm.Id, "approval", 1, 0, 1, Quorum.Majority, now, now, "", [.. Approvers.Select(email => new GateSeat(email, email))], GateVerdict.Open, false);
        await Say(office, storm, round, storm.Before, cancellation);
        await office.Get<IOrchestrationClient>().Start(ApprovalGate.Reference, ApprovalGateInput.InstanceId(storm.Id, 1),
            new ApprovalGateInput(storm.Id, standard, "approval", 1), cancellation);
    }

    private static async Task Say(
        TestOffice office, Storm storm, GateRound round, IReadOnlyList<(string Email, Decision Decision)> words, CancellationToken cancellation)
    {
        foreach (var (email, decision) in words)
        {
            storm.Said.Add((email, office.Clock.GetUtcNow(), decision));
            await office.Get<ApprovalDesk>().Post(
                round, round.Seats.First(seat => seat.Email == email), new DecisionWords(decision, "Said."), cancellation);
            office.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    private static async Task<GateRound> Round(TestOffice office, Storm storm, CancellationToken cancellation) =>
        (await office.Get<GateLedger>().Find(storm.Id, 1, 0, cancellation: cancellation))!.Document;

    /// <summary>How many words were superseded.</summary>
    private static async Task<int> Check(TestOffice office, Storm storm, CancellationToken cancellation)
    {
        var round = await Round(office, storm, cancellation);
        var items = await office.Get<ITableStore>().Scan(OfficeTables.Inbox, storm.Id.Value, RowRange.All, cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);
        var late = await office.Get<GateLedger>().Superseded(storm.Id, cancellation);
        var decided = round.Seats.Count(seat => seat.Decision is not null);

        Assert.Equal(GateTally.Verdict(round.Quorum, round.Seats.Count, round.Seats.Count(seat => seat.Decision == Decision.Approve),
            round.Seats.Count(seat => seat.Decision == Decision.Decline)), round.Verdict);
        Assert.Equal(round.ClosedAt is not null, round.Verdict != GateVerdict.Open);
        Assert.DoesNotContain(items, item => item.State == InboxState.Pending);
        // Who said something and when: what counts is one word per seat, and every other word, neither more nor fewer, is recorded as superseded.
        var said = storm.Said.ToDictionary(word => (word.Email, word.At), word => word.Decision);
        var counted = round.Seats.Where(seat => seat.Decision is not null).Select(seat => (seat.Email, At: seat.DecidedAt!.Value, Decision: seat.Decision!.Value)).ToList();
        Assert.NotEmpty(counted);
        if (round.IsOpen)
            Assert.Equal(said.Keys.Select(word => word.Email).Distinct().Order(), counted.Select(word => word.Email).Order());
        Assert.All(counted, word => Assert.Equal(said[(word.Email, word.At)], word.Decision));
        Assert.Equal(counted.Select(word => (word.Email, word.At)).Order(), Words(items, InboxState.Consumed).Order());
        Assert.Equal(counted.Count, (await office.Get<RequestQueries>().Timeline(storm.Id, cancellation)).Count(entry => entry.Kind == "decided"));
        // What lay in the inbox may stand in the list of late words as well.
        var superseded = Words(items, InboxState.Superseded).Concat(late.Select(word => (word.Email, word.At))).Distinct().ToList();
        Assert.Equal(said.Keys.Except(counted.Select(word => (word.Email, word.At))).Order(), superseded.Order());
        Assert.All(late, word => Assert.Equal(said[(word.Email, word.At)], word.Decision));
        return superseded.Count;
    }

    private static IEnumerable<(string Email, DateTimeOffset At)> Words(IEnumerable<InboxItem> items, InboxState state) =>
        items.Where(item => item.State == state).Select(item => (Text(item.Payload, "actor", "email"), item.Payload.GetProperty("at").GetDateTimeOffset()));

    private static string Text(JsonElement payload, string group, string name) => payload.GetProperty(group).GetProperty(name).GetString()!;

    /// <summary>What is said at one gate: from one to five decisions, some of them twice.</summary>
    private sealed class Storm
    {
        public Storm(int number, Random random)
        {
            Id = new RequestId(string.Create(CultureInfo.InvariantCulture, $"R-{number:D8}"));
            var words = Enumerable.Range(0, random.Next(1, 6))
                .Select(_ => (Approvers[random.Next(Approvers.Length)], random.Next(2) == 0 ? Decision.Approve : Decision.Decline)).ToList();
            words.AddRange(words.Where(_ => random.Next(3) == 0).ToList());
            var shuffled = words.ToArray();
            random.Shuffle(shuffled);
            var (first, second) = (random.Next(shuffled.Length + 1), random.Next(shuffled.Length + 1));
            Before = [.. shuffled.Take(Math.Min(first, second))];
            During = [.. shuffled.Skip(Math.Min(first, second)).Take(Math.Abs(first - second))];
            After = [.. shuffled.Skip(Math.Max(first, second))];
        }

        public RequestId Id { get; }

        public IReadOnlyList<(string Email, Decision Decision)> Before { get; }

        public IReadOnlyList<(string Email, Decision Decision)> During { get; }

        public IReadOnlyList<(string Email, Decision Decision)> After { get; }

        public List<(string Email, DateTimeOffset At, Decision Decision)> Said { get; } = [];

        /// <summary>Whether somebody spoke more than once before there was a round.</summary>
        public bool IsTwiceBefore => Before.DistinctBy(word => word.Email).Count() < Before.Count;
    }
}
