using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Tests.Office;
using PmoFlow.Workflows.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Workshop;

/// <summary>A made-up request in virtual time, run by the office's own orchestrations.</summary>
public sealed class TrialTests
{
    private const string Board = "seat:investment/board/";

    [Fact]
    public async Task board_that_is_silent_for_eight_working_days_is_reminded_and_decides_then()
    {
        await using var office = await TestOffice.Open();
        var silent = new TrialBehaviour(TrialAct.Approve, 9);
        var (trial, events) = await office.Try("capital", (Board + "executive in enterprise", silent), (Board + "approver in enterprise", silent));

        Assert.Equal((TrialState.Ended, RequestOutcome.Completed), (trial.State, trial.Outcome!.Value));
        var board = events.Where(e => e.Kind == TrialEventKind.Mail && e.Mail!.Contains("Investment board", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, board.Select(mail => mail.At).Distinct().Count());
        Assert.Contains(events, e => e.Kind == TrialEventKind.Waits && e.Text == "decision" && e.Then == "It is declined.");
        Assert.Empty(office.Mail.Taken);
    }

    [Fact]
    public async Task board_that_never_answers_lets_it_be_declined_and_never_approved()
    {
        await using var office = await TestOffice.Open();
        var never = new TrialBehaviour(TrialAct.Silent, 0);
        var (trial, events) = await office.Try("capital", (Board + "executive in enterprise", never), (Board + "approver in enterprise", never));

        Assert.Equal((TrialState.Ended, RequestOutcome.Declined), (trial.State, trial.Outcome!.Value));
        Assert.Single(events, e => e.Text == "Investment board: Nobody decided in time, so it was declined.");
        Assert.Equal(["Architecture", "Concept approval", "Finance sign-off", "Investment board"],
            events.Where(e => e is { Kind: TrialEventKind.Waits, Text: "decision" }).Select(e => e.Gate!).Distinct().Order());
        Assert.Contains(events, e => e is { Kind: TrialEventKind.Mail, Who: "Toni Trial <toni.trial@example.org>" } && e.Mail!.Length > 100);
    }

    [Fact]
    public async Task seat_that_is_given_away_is_decided_by_the_other()
    {
        await using var office = await TestOffice.Open();
        var (trial, events) = await office.Try("standard", ("seat:approval//approver", new(TrialAct.Delegate, 1)));

        Assert.Equal(TrialState.Ended, trial.State);
        Assert.Contains(events, e => e.Text.Contains("gave the seat away", StringComparison.Ordinal));
        Assert.Contains(events, e => e.Text.Contains(" for ", StringComparison.Ordinal) && e.Text.EndsWith("approved.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task request_that_nobody_looks_at_is_stopped_with_a_sentence()
    {
        await using var office = await TestOffice.Open();
        var (trial, _) = await office.Try("standard", ("screening:screening", new(TrialAct.Silent, 0)));

        Assert.Equal(TrialState.Stopped, trial.State);
        Assert.StartsWith("Stopped: ", trial.Result, StringComparison.Ordinal);
        Assert.Contains("Screening", trial.Result, StringComparison.Ordinal);
    }

    public static TheoryData<string> Shipped => ["standard", "fast-track", "capital"];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task whatever_one_of_the_people_does_it_ends_or_says_why_not(string name)
    {
        await using var office = await TestOffice.Open();
        var lifecycle = office.Get<LifecycleLibrary>().Current(name)!;
        foreach (var role in TrialRole.Of(lifecycle))
        {
            foreach (var act in role.Acts.Skip(1))
            {
                var (trial, events) = await office.Try(name, (role.Key, new(act, 1)));
                Assert.True(trial.State is TrialState.Ended or TrialState.Stopped, $"{role.Key} {act}: {trial.State}, {trial.Result}");
                Assert.True(trial.State == TrialState.Ended || act == TrialAct.Silent, $"{role.Key} {act}: {trial.Result}");
                Assert.DoesNotContain(events, e => e.Text.StartsWith("Not done", StringComparison.Ordinal));
                Assert.Equal(events.OrderBy(e => e.At).Select(e => e.At), events.Select(e => e.At));
            }
        }
    }

    [Fact]
    public async Task deferral_of_a_trial_is_no_longer_than_the_stage_allows()
    {
        await using var office = await TestOffice.Open();
        await office.Publish("standard", ("    title: Screening\n", "    title: Screening\n    deferredAtMost: 2 weeks\n"));

        var (trial, events) = await office.Try("standard", ("screening:screening", new(TrialAct.Defer, 1)));

        Assert.Equal(TrialState.Ended, trial.State);
        Assert.Contains(events, e => e.Text.Contains("Not before next month.", StringComparison.Ordinal));
        Assert.DoesNotContain(events, e => e.Text.StartsWith("Not done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task draft_is_tried_as_it_is_written_and_nothing_of_it_reaches_the_office()
    {
        await using var office = await TestOffice.Open();
        var text = office.Get<WorkshopDesk>().Beginning("fast-track")!.Replace("quorum: any", "quorum: all", StringComparison.Ordinal);
        var begun = Assert.IsType<Outcome<TrialRecord>.Done>(await office.Get<TrialDesk>().Begin(Plan("fast-track", text), TestPeople.Analyst)).Value;
        await office.Settle();

        Assert.Equal(RequestOutcome.Completed, (await office.Get<TrialDesk>().Find(begun.Id))!.Outcome);
        Assert.Empty((await office.Get<Workflows.Intake.RequestQueries>().List(new())).Rows);
        Assert.IsType<Outcome<TrialRecord>.Refused>(await office.Get<TrialDesk>().Begin(Plan("fast-track", "lifecycle: nonsense"), TestPeople.Analyst));
    }

    private static TrialPlan Plan(string name, string? text) => new(name, null, text, TestOffice.Monday, "A made-up request",
        new Dictionary<string, string> { ["unit"] = "operations", ["cost"] = "9000" }, new Dictionary<string, TrialBehaviour>());
}

internal static class Trials
{
    public static async Task<(TrialRecord Trial, IReadOnlyList<TrialEvent> Events)> Try(
        this TestOffice office, string name, params (string Key, TrialBehaviour Behaviour)[] people)
    {
        var plan = new TrialPlan(name, null, null, TestOffice.Monday, "A made-up request",
            new Dictionary<string, string> { ["unit"] = "operations", ["cost"] = name == "fast-track" ? "9000" : "400000" }, people.ToDictionary(p => p.Key, p => p.Behaviour));
        var begun = Assert.IsType<Outcome<TrialRecord>.Done>(await office.Get<TrialDesk>().Begin(plan, TestPeople.Analyst)).Value;
        await office.Settle();
        var trial = (await office.Get<TrialDesk>().Find(begun.Id))!;
        var events = await office.Get<TrialDesk>().Events(begun.Id);
        Assert.Equal(trial.Events, events.Count);
        return (trial, events);
    }
}
