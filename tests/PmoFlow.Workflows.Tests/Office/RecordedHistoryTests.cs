using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Tests.Files;
using PmoFlow.Workflows.Tests.Workshop;
using PmoFlow.Workflows.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>
/// Requests that began under earlier code must go on under today's. <c>Histories/</c> holds database files of offices whose requests
/// stand at every wait; opening one replays each history before it goes on. To add one (never to replace one that an office may
/// run): <c>PMOFLOW_RECORD_HISTORIES=2026-11 ./test --project tests/PmoFlow.Workflows.Tests</c>.
/// </summary>
public sealed class RecordedHistoryTests
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests", "PmoFlow.Workflows.Tests", "Histories");

    public static TheoryData<string> Recorded => [.. Directory.GetFiles(Folder, "*.db").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task recorded_requests_go_on_to_their_ends(string file)
    {
        await using var office = await TestOffice.Reopen(Path.Combine(Folder, file), TestOffice.Monday.AddDays(120));
        var before = (await office.Get<RequestQueries>().List(new RequestListQuery())).Rows;
        Assert.True(before.Count >= 6);

        // Every life ends within a few rounds of: analysts act, approvers approve, leads close, time passes.
        for (var round = 0; round < 8; round++)
        {
            foreach (var row in (await office.Get<RequestQueries>().List(new RequestListQuery())).Rows)
                await Act(office, await office.Request(row.Id));
            await office.Pass(TimeSpan.FromDays(20));
        }

        var states = (await office.Get<IOrchestrationClient>().List(new OrchestrationQuery(PageSize: 1000))).Instances;
        Assert.Empty(states.Where(state => state.Status is OrchestrationStatus.Quarantined or OrchestrationStatus.Failed)
            .Select(state => $"{state.InstanceId} {state.Status}: {state.Failure?.Message}"));
        Assert.All((await office.Get<RequestQueries>().List(new RequestListQuery())).Rows,
            row => Assert.NotEqual(RequestOutcome.Open, row.Outcome));
    }

    [Fact]
    public async Task every_wait_is_recorded_when_asked_for()
    {
        await using var office = await TestOffice.Open();
        var delivered = await office.InDelivery();
        await office.Pass(TimeSpan.FromDays(30));
        await office.AnswerHealth(await office.Project((await office.Request(delivered)).Project!.Value),
            office.BadAnswers(await office.Project((await office.Request(delivered)).Project!.Value)));
        var checkedNow = await office.InDelivery();
        await office.Pass(TimeSpan.FromDays(30));
        var screened = await office.Submit("Waits for screening");
        var asked = await office.Submit("Waits for information");
        await office.Screen(asked, ScreeningDecision.AskForInformation, "How many?");
        var qualified = await office.Submit("Waits for scoring");
        await office.Qualify(qualified);
        var gated = await office.AtGate();
        Assert.Equal(["screening", "information", "scoring", "delivery", "delivery", "decision"],
            await Task.WhenAll(new[] { screened, asked, qualified, delivered, checkedNow, gated }.Select(
                async id => (await office.Request(id)) is { Waiting: [{ } wait, ..] } ? wait.Kind : "nothing")));
        if (Environment.GetEnvironmentVariable("PMOFLOW_RECORD_HISTORIES") is { Length: > 0 } name)
            await office.Keep(Path.Combine(Folder, $"{name}.db"));
    }

    /// <summary>The same waits of requests that were moved to another version in the middle of them, and a second move that has just begun.</summary>
    [Fact]
    public async Task every_wait_that_was_moved_is_recorded_when_asked_for()
    {
        await using var office = await TestOffice.Open();
        var delivered = await office.InDelivery();
        var screened = await office.Submit("Waits for screening");
        var asked = await office.Submit("Waits for information");
        await office.Screen(asked, ScreeningDecision.AskForInformation, "How many?");
        var deferred = await office.Submit("Waits for a day");
        await office.Say(deferred, new(ScreeningDecision.Defer, "Later.") { Until = new DateOnly(2027, 1, 11) });
        var qualified = await office.Submit("Waits for scoring");
        await office.Qualify(qualified);
        var (gated, kept) = (await office.AtGate(), await office.AtGate());
        var from = (await office.Request(gated)).Lifecycle;
        var to = await office.Publish("standard", ("quorum: majority", "quorum: all"), ("serviceLevel: 2 working days", "serviceLevel: 4 working days"));
        Assert.Equal(7, (await office.Migrate(from, to, delivered, screened, asked, deferred, qualified, gated, kept)).Moved);
        var next = await office.Publish("standard", ("serviceLevel: 4 working days", "serviceLevel: 5 working days"));
        Assert.Equal(2, (await office.Migrate(to, next, kept, screened)).Moved);
        await office.Pass(TimeSpan.FromDays(1));

        Assert.IsType<Outcome<MigrationRecord>.Done>(await office.Get<MigrationDesk>().Begin(to, next, null, Publishing.Administrator));
        if (Environment.GetEnvironmentVariable("PMOFLOW_RECORD_HISTORIES") is { Length: > 0 } name)
            await office.Keep(Path.Combine(Folder, $"{name}-moved.db"), withProcess: true);
        foreach (var id in new[] { delivered, screened, asked, deferred, qualified, gated, kept })
            Assert.Equal(RequestOutcome.Open, (await office.Request(id)).Outcome);
    }

    private static async Task Act(TestOffice office, RequestRecord request)
    {
        switch (request)
        {
            case { Waiting: [{ Kind: "screening" }, ..] }:
                await office.Qualify(request.Id);
                break;
            case { Waiting: [{ Kind: "scoring" }, ..] }:
                await office.Score(request.Id);
                break;
            case { Waiting: [{ Kind: "decision" }, ..] }:
                foreach (var seat in (await office.Get<RequestQueries>().Rounds(request.Id))[^1].Seats)
                    await office.Get<ApprovalDesk>().DecideSignedIn(request.Id, new Actor(seat.Email, seat.Name), null, null, new DecisionWords(Decision.Approve, null));
                break;
            case { Outcome: RequestOutcome.Open, Project: { } project }:
                await office.Get<ProjectDesk>().Close(project, TestPeople.Analyst, "Delivered.");
                break;
            default:
                break;
        }
        await office.Settle();
    }
}
