using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>A requester changes their request in the worst moment: nobody's approval may stand for what they have not read.</summary>
public sealed class RevisedGateTests
{
    private const string Dearer = "480000";

    private TestOffice office = null!;
    private Outcome<RequestRecord>? revised;

    [Fact]
    public async Task approval_counts_for_nothing_where_the_request_was_changed_before_it_was_counted()
    {
        await using var opened = office = await TestOffice.Open(around: Around(GateActivities.RecordDecision.Name, async run =>
        {
            if (revised is null && (await Newest()).Seats.Any(seat => seat.Decision is not null))
                revised = await Revise();
            return await run();
        }));
        var id = await office.AtGate();

        foreach (var seat in (await office.Round(id)).Seats.Take(2))
            await office.DecideAt(id, null, seat.Email, Decision.Approve);

        Assert.IsType<Outcome<RequestRecord>.Done>(revised);
        var request = await office.Request(id);
        Assert.Equal(("approval", 480_000), (request.Stage, request.Cost));
        Assert.NotEmpty(await office.Get<GateLedger>().Superseded(id));
        var round = await office.Round(id);
        Assert.True(round.IsOpen);
        Assert.Equal(2, round.Revision);
        Assert.All(round.Seats, seat => Assert.Null(seat.Decision));
        await office.DecideAll(id, Decision.Approve);
        Assert.Equal("delivery", (await office.Request(id)).Stage);
    }

    [Fact]
    public async Task request_cannot_be_changed_between_its_last_approval_and_its_next_stage()
    {
        await using var opened = office = await TestOffice.Open(around: Around(GateActivities.RecordDecision.Name, async run =>
        {
            var output = await run();
            if ((await Newest()).Verdict == GateVerdict.Approved)
                revised = await Revise();
            return output;
        }));

        await RefusesAndKeepsTheCost(await office.InDelivery());
    }

    [Fact]
    public async Task request_cannot_be_changed_while_its_project_is_made()
    {
        await using var opened = office = await TestOffice.Open(around: Around(DeliveryActivities.CreateProject.Name, async run =>
        {
            revised = await Revise();
            return await run();
        }));

        await RefusesAndKeepsTheCost(await office.InDelivery());
    }

    [Fact]
    public async Task gate_is_asked_again_once_though_the_process_ended_before_it_was_told_of_the_change()
    {
        await using var opened = office = await TestOffice.Open();
        var id = await office.AtGate();
        var services = office.Get<IServiceProvider>();
        var dead = new OrchestrationInbox(new DeadTables(), office.Get<IOrchestrationClient>(), office.Clock);
        var desk = ActivatorUtilities.CreateInstance<RevisionDesk>(services, ActivatorUtilities.CreateInstance<SeatDesk>(services, dead));
        await Assert.ThrowsAsync<IOException>(() => Revise(desk));

        await office.Pass(InboxSweep.Grace);
        for (var run = 0; run < 3; run++)
            await office.FollowPeople();

        var rounds = await office.Get<RequestQueries>().Rounds(id);
        Assert.Equal([1, 2], rounds.Select(round => round.Revision));
        Assert.Contains("480,000", Assert.Single(rounds[1].Changes!), StringComparison.Ordinal);
        await office.DecideAll(id, Decision.Approve);
        Assert.Equal("delivery", (await office.Request(id)).Stage);
    }

    private async Task RefusesAndKeepsTheCost(RequestId id)
    {
        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<RequestRecord>.Refused>(revised).Refusal);
        var request = await office.Request(id);
        Assert.Equal(("delivery", 1, 120_000), (request.Stage, request.Revision, request.Cost));
        Assert.Equal(120_000, (await office.Project(request.Project!.Value)).Budget);
    }

    private async Task<GateRound> Newest() => await office.Round(Assert.Single((await office.Get<RequestQueries>().List(new RequestListQuery())).Rows).Id);

    private Task<Outcome<RequestRecord>> Revise(RevisionDesk? desk = null) => (desk ?? office.Get<RevisionDesk>()).Revise(
        office.Token("/requests/track/", "zoe@example.org"), 1, "Replace the till software", "The tills stop twice a day.",
        new Dictionary<string, string> { ["unit"] = "finance", ["cost"] = Dearer });

    private static Func<ActivityDefinition, ActivityDefinition> Around(string name, Func<Func<Task<byte[]>>, Task<byte[]>> instead) =>
        activity => activity.Name != name ? activity : activity with
        {
            Run = (services, context, input) => instead(() => activity.Run(services, context, input)),
        };

    /// <summary>Tables of a process that has ended.</summary>
    private sealed class DeadTables : ITableStore
    {
        public Task<Stored<T>?> Find<T>(TableReference<T> table, TableKey key, CancellationToken cancellation = default) where T : class =>
            throw new IOException("The process ended here.");

        public IAsyncEnumerable<Stored<T>> Scan<T>(
            TableReference<T> table, string partition, RowRange rows = default, CancellationToken cancellation = default) where T : class =>
            throw new IOException("The process ended here.");

        public Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default) => throw new IOException("The process ended here.");
    }
}
