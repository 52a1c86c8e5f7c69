using System.Text.RegularExpressions;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>For every state of a request: who has it, since when, what for, by when, and what then.</summary>
public sealed partial class NextTests
{
    [Fact]
    public async Task before_anybody_has_it_the_office_takes_it_in()
    {
        await using var office = await TestOffice.Open();
        var fresh = await office.Request(await office.Submit()) with { Waiting = [] };

        var step = Assert.Single(NextSteps.Of(fresh, office.Get<LifecycleLibrary>().Get(fresh.Lifecycle), [], null, null).Steps);

        Assert.Equal(("taking-in", "The office", fresh.UpdatedAt), (step.Kind, step.Who, step.Since));
    }

    [Fact]
    public async Task at_screening_an_analyst_has_it_for_as_long_as_the_file_says_and_the_stages_that_follow_are_told()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();

        var next = await Next(office, id);

        var step = Assert.Single(next.Steps);
        Assert.Equal(("screening", "An analyst", TestOffice.Monday), (step.Kind, step.Who, step.Since));
        Assert.Equal((await office.Request(id)).Waiting[0].Due, step.Due);
        Assert.Equal("An analyst reads it: it goes on to Scoring, a question comes back, or it is declined.", step.What);
        Assert.Equal(["Scoring", "Approval", "Delivery", "Completed"], next.Afterwards);
    }

    [Fact]
    public async Task a_question_says_what_silence_does_as_the_file_has_it_and_so_does_its_mail()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await office.Screen(id, ScreeningDecision.AskForInformation, "How many tills?");

        var step = Assert.Single((await Next(office, id)).Steps);

        Assert.Equal(("information", "The requester", "Without an answer it is declined."), (step.Kind, step.Who, step.Then));
        Assert.NotNull(step.Due);
        Assert.Contains(office.Mail.Taken, mail => mail.Text.Contains("Without an answer it is declined.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_deferred_request_says_when_it_comes_back_and_a_qualified_one_who_scores_it()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await office.Say(id, new(ScreeningDecision.Defer, "The budget opens then.") { Until = new DateOnly(2026, 12, 21) });
        var deferred = Assert.Single((await Next(office, id)).Steps);
        Assert.Equal(("deferral", new DateOnly(2026, 12, 21)), (deferred.Kind, DateOnly.FromDateTime(deferred.Due!.Value.UtcDateTime)));

        await office.Pass(TimeSpan.FromDays(30));
        await office.Qualify(id);
        var scoring = Assert.Single((await Next(office, id)).Steps);
        Assert.Equal(("scoring", "An analyst scores it; then it goes on to Approval."), (scoring.Kind, scoring.What));
    }

    [Fact]
    public async Task at_a_gate_those_who_have_not_decided_have_it_and_the_time_of_the_next_ones_is_in_words()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        var seats = (await office.Round(id)).Seats;
        await office.Decide(office.Token("/approvals/", seats[0].Email), Decision.Approve);

        var step = Assert.Single((await Next(office, id)).Steps);

        Assert.Equal("decision", step.Kind);
        Assert.DoesNotContain(seats[0].Name, step.Who, StringComparison.Ordinal);
        Assert.Contains(seats[1].Name, step.Who, StringComparison.Ordinal);
        Assert.Contains($"Of {seats.Count} seats, 1 approved and 0 declined", step.Progress, StringComparison.Ordinal);
        Assert.Equal("It is escalated: one of another role (executive) decides, within 3 working days. If nobody does then, it is declined.", step.Then);

        await office.Pass(step.Due!.Value - office.Clock.GetUtcNow());
        var escalated = Assert.Single((await Next(office, id)).Steps);
        Assert.Equal("It is declined.", escalated.Then);
        Assert.Equal((await office.Round(id)).Due, escalated.Due);
    }

    [Fact]
    public async Task gates_at_once_are_told_one_by_one_and_a_resting_one_says_until_when()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Capital();

        var steps = (await Next(office, id)).Steps;

        Assert.Equal(3, steps.Count);
        Assert.All(steps, step => Assert.NotNull(step.Gate));
        var rests = Assert.Single(steps, step => step.Then == "It rests for 1 month, then everybody is asked again.");
        foreach (var other in (await office.Get<RequestQueries>().Rounds(id)).Where(round => round.IsOpen && round.Title != rests.Gate))
        {
            foreach (var seat in other.Seats)
                await office.DecideAt(id, other.Part, seat.Email, Decision.Approve);
        }
        await office.Pass(rests.Due!.Value - office.Clock.GetUtcNow());
        var resting = Assert.Single((await Next(office, id)).Steps, step => step.Kind == "deferred");
        Assert.True(resting.Due > office.Clock.GetUtcNow());
        Assert.Equal(rests.Gate, resting.Gate);
    }

    [Fact]
    public async Task in_delivery_its_lead_has_it_with_the_project_s_own_waits()
    {
        await using var office = await TestOffice.Open();
        var id = await office.InDelivery();
        var project = await office.Project((await office.Request(id)).Project!.Value);

        var steps = (await Next(office, id)).Steps;

        Assert.Equal(["delivery", "next-health-check"], steps.Select(step => step.Kind));
        Assert.All(steps, step => Assert.Equal(project.LeadName, step.Who));
        await office.Pass(TimeSpan.FromDays(31));
        Assert.Contains((await Next(office, id)).Steps, step => step.Kind == "health-check" && step.Due is not null);
    }

    [Fact]
    public async Task what_operators_hold_up_says_so_and_what_ended_waits_for_nobody()
    {
        await using var office = await TestOffice.Open();
        var (held, done) = (await office.Submit(), await office.Submit("Another"));
        await office.Get<IOrchestrationClient>().Suspend(held.Value, "Under repair.");
        await office.Settle();
        await office.Screen(done, ScreeningDecision.Decline, "Not now.");

        Assert.Equal(["held", "screening"], (await Next(office, held)).Steps.Select(step => step.Kind));
        var end = await Next(office, done);
        Assert.Empty(end.Steps);
        Assert.Equal("Nothing more: it is declined.", end.End);
    }

    [Theory]
    [MemberData(nameof(EndsTests.Shipped), MemberType = typeof(EndsTests))]
    public async Task on_its_whole_way_somebody_has_it_and_everything_is_in_words(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.Ask(lifecycle);
        for (var turn = 0; (await office.Request(id)).Outcome == RequestOutcome.Open && turn < 60; turn++)
        {
            var next = await Next(office, id);
            Assert.NotEmpty(next.Steps);
            Assert.All(next.Steps, step =>
            {
                Assert.All([step.What, step.Who, step.Then], words => Assert.False(string.IsNullOrWhiteSpace(words)));
                Assert.DoesNotMatch(Iso(), $"{step.What} {step.Then} {step.Progress}");
                Assert.True(step.Due is not null || step.Kind == "delivery", step.Kind);
            });
            if ((await office.Request(id)).Project is { } project)
                await office.Get<ProjectDesk>().Close(project, TestPeople.Analyst, "Done.");
            else
                await office.Approve(id);
            await office.Settle();
        }
        Assert.Equal("Nothing more: it is delivered.", (await Next(office, id)).End);
    }

    private static async Task<WhatNext> Next(TestOffice office, RequestId id) => (await office.Get<NextQueries>().Of(id, TestContext.Current.CancellationToken))!;

    [GeneratedRegex(@"\bP(T?\d)")]
    private static partial Regex Iso();
}
