using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Tests.Office;
using PmoFlow.Workflows.Tests.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Delivery;

/// <summary>A project is moved to a version without a gate, between the word that asks for a decision and the mail to those who decide.</summary>
public sealed class MovedProjectGateTests
{
    private const string Leader = "ingrid.sorensen@example.org";
    private const string Gate = """

            finish:
              approvers: [functionLeader in unit]
              quorum: any
              deadline:
                due: 5 working days
                reminders: [3 working days]
              expiry: { then: decline }
""";

    [Fact]
    public async Task decision_is_taken_by_the_rules_under_which_it_was_asked_for()
    {
        await using var moved = await Moved.Open(office => Task.CompletedTask);

        Assert.Equal([Leader], moved.Gate.Seats.Select(seat => seat.Email));
        var token = moved.Office.Token("/project-decisions/", Leader);
        var desk = moved.Office.Get<ProjectGateDesk>();
        var view = Assert.IsType<Outcome<ProjectGateView>.Done>(await desk.Open(token, null)).Value;
        await desk.Decide(token, view.PageToken, null, new(Decision.Approve, null));
        await moved.Office.Settle();

        Assert.Equal(GateVerdict.Approved, (await moved.Control()).Gates[0].Verdict);
        Assert.Equal(PhaseState.Finished, (await moved.Control()).Phases!.Phases[0].State);
    }

    [Fact]
    public async Task decision_that_was_asked_for_before_its_rules_were_kept_ends_with_the_reason_and_the_project_goes_on()
    {
        ProjectId project = default;
        await using var moved = await Moved.Open(office => office.Get<ITableStore>().Change(DeliveryTables.Gates,
            new(project.Value, DeliveryTables.GateRow(1)), gate => gate! with { Policy = null }, TestContext.Current.CancellationToken), id => project = id);

        Assert.False(moved.Gate.IsOpen);
        Assert.Equal("Nobody decides about this any more by the process that the project follows now.", moved.Gate.Because);
        Assert.Equal(PhaseState.Running, (await moved.Control()).Phases!.Phases[0].State);
        Assert.Equal(OrchestrationStatus.Completed, (await moved.Office.Get<IOrchestrationClient>().Get(ProjectGateInput.InstanceId(project, 1)))!.Status);

        Assert.IsType<Outcome<ProjectPhases>.Done>(await moved.Office.Get<PhaseDesk>().GoOn(project, moved.Lead, "plan"));
        Assert.Equal([PhaseState.Finished, PhaseState.Running], (await moved.Control()).Phases!.Phases.Take(2).Select(phase => phase.State));
        Assert.Single((await moved.Control()).Gates);
    }

    private sealed record Moved(TestOffice Office, ProjectId Project, Actor Lead) : IAsyncDisposable
    {
        public ProjectGate Gate { get; private set; } = null!;

        /// <summary>Asks whether planning is done; before anybody is asked, the project is moved.</summary>
        public static async Task<Moved> Open(Func<TestOffice, Task> besides, Action<ProjectId>? known = null)
        {
            TestOffice office = null!;
            Func<Task>? before = null;
            office = await TestOffice.Open(around: activity => activity.Name != ProjectGateActivities.OpenProjectGate.Name ? activity : activity with
            {
                Run = async (services, context, input) =>
                {
                    await (Interlocked.Exchange(ref before, null)?.Invoke() ?? Task.CompletedTask);
                    return await activity.Run(services, context, input);
                },
            });
            var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
            known?.Invoke(project.Id);
            var (lead, to) = (new Actor(project.Lead!, project.LeadName!), await office.Publish("standard", (MovedProjectGateTests.Gate, "")));
            foreach (var item in new[] { "plan", "risks", "people", "others" })
                await office.Get<PhaseDesk>().Tick(project.Id, lead, "plan", item, true, null);
            before = async () =>
            {
                await office.Get<ProjectLedger>().Enter(project.Id, "moved", new TimelineDraft("migrated", "admin@example.org", "Moved."),
                    one => one with { Lifecycle = to }, cancellation: TestContext.Current.CancellationToken);
                await besides(office);
            };
            Assert.IsType<Outcome<ProjectPhases>.Done>(await office.Get<PhaseDesk>().GoOn(project.Id, lead, "plan"));
            await office.Settle();
            Assert.Null(before);
            var moved = new Moved(office, project.Id, lead);
            moved.Gate = (await moved.Control()).Gates[0];
            return moved;
        }

        public async Task<ProjectControl> Control() => (await Office.Get<ControlQueries>().Read(Project))!;

        public ValueTask DisposeAsync() => Office.DisposeAsync();
    }
}
