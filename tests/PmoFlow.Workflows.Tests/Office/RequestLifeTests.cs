using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>What becomes of requests. Assemblies that compile this anew run it on their platform.</summary>
public class RequestLifeTests
{
    [Fact]
    public async Task request_goes_from_first_ask_to_a_rated_project()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        Assert.Equal("screening", (await office.Request(id)).Stage);
        Assert.Equal("An analyst", Assert.Single((await office.Request(id)).Waiting).Who);

        await office.Qualify(id);
        await office.Score(id);
        var request = await office.Request(id);
        Assert.Equal("approval", request.Stage);
        Assert.InRange(request.Score!.Value, 0.1m, 100m);

        await office.DecideAll(id, Decision.Approve);
        request = await office.Request(id);
        Assert.Equal("delivery", request.Stage);
        var project = await office.Project(request.Project!.Value);
        Assert.Equal(120_000, project.Budget);
        Assert.NotNull(project.Lead);
        await office.GoodFigures(project.Id);

        await office.Pass(TimeSpan.FromDays(30));
        var checks = await office.Get<ProjectQueries>().Health(project.Id);
        Assert.True(Assert.Single(checks).IsOpen);
        await office.AnswerHealth(project, office.GoodAnswers(project));
        project = await office.Project(project.Id);
        Assert.Equal(HealthRating.Green, project.Rating);
        Assert.Equal("2026-12", project.RatedPeriod);

        await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "All delivered.");
        await office.Settle();
        Assert.Equal(RequestOutcome.Completed, (await office.Request(id)).Outcome);
        Assert.Null(TimelineEntry.FirstBreak(await office.Get<RequestQueries>().Timeline(id)));
        Assert.Null(TimelineEntry.FirstBreak(await office.Get<ProjectQueries>().Timeline(project.Id)));
    }

    [Fact]
    public async Task question_to_the_requester_comes_back_to_the_analyst_with_its_answer()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await office.Screen(id, ScreeningDecision.AskForInformation, "How many tills?");
        Assert.Equal("information", Assert.Single((await office.Request(id)).Waiting).Kind);

        var token = office.Token("/requests/track/", "zoe@example.org");
        Assert.IsType<Outcome<RequestRecord>.Done>(await office.Get<TrackingDesk>().Answer(token, "Forty-two."));
        await office.Settle();

        Assert.Equal("screening", Assert.Single((await office.Request(id)).Waiting).Kind);
        Assert.Contains(await office.Get<RequestQueries>().Timeline(id), entry => entry.Summary == "Answered: Forty-two.");
        await office.Screen(id, ScreeningDecision.AskForInformation, "And how old?");
        Assert.Equal("information", Assert.Single((await office.Request(id)).Waiting).Kind);
    }

    [Fact]
    public async Task question_that_is_never_answered_ends_the_request_as_the_lifecycle_says()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await office.Screen(id, ScreeningDecision.AskForInformation, "How many tills?");
        await office.Pass(TimeSpan.FromDays(8));
        await office.Pass(TimeSpan.FromDays(8));
        Assert.Equal(RequestOutcome.Declined, (await office.Request(id)).Outcome);
        Assert.Contains(office.Mail.Taken, mail => mail.Subject.Contains("Still open", StringComparison.Ordinal));
    }

    [Fact]
    public async Task declined_at_screening_tells_the_requester_why()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await office.Screen(id, ScreeningDecision.Decline, "We replaced them last year.");
        Assert.Equal(RequestOutcome.Declined, (await office.Request(id)).Outcome);
        Assert.Contains(office.Mail.Taken, mail => mail.Text.Contains("We replaced them last year.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task second_screening_of_the_same_visit_is_refused_and_names_the_first()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        var desk = office.Get<ScreeningDesk>();
        var visit = (await office.Request(id)).Visit;
        var both = await Task.WhenAll(
            desk.Screen(id, TestPeople.Analyst, visit, ScreeningDecision.Qualify, null),
            desk.Screen(id, new Actor("other@example.org", "Other"), visit, ScreeningDecision.Decline, "No."));
        Assert.Single(both, outcome => outcome is Outcome<RequestRecord>.Done);
        Assert.Single(both, outcome => outcome is Outcome<RequestRecord>.Refused { Refusal: Refusal.TooLate });
    }

    [Fact]
    public async Task waiting_too_long_reminds_the_analysts()
    {
        await using var office = await TestOffice.Open();
        await office.Submit();
        await office.Pass(TimeSpan.FromDays(3));
        Assert.Contains(office.Mail.Taken, mail => mail.Subject.Contains("Waits for Screening", StringComparison.Ordinal));
    }

    [Fact]
    public async Task silent_gate_reminds_escalates_and_then_declines_but_never_approves()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        for (var day = 0; day < 25; day++)
            await office.Pass(TimeSpan.FromDays(1));
        var rounds = await office.Get<RequestQueries>().Rounds(id);
        Assert.Equal(2, rounds.Count);
        Assert.NotNull(rounds[0].VoidedBecause);
        Assert.Equal(GateVerdict.Declined, rounds[1].Verdict);
        Assert.Equal(RequestOutcome.Declined, (await office.Request(id)).Outcome);
        Assert.Contains(office.Mail.Taken, mail => mail.Subject.Contains("Reminder: your decision", StringComparison.Ordinal));
    }

    [Fact]
    public async Task withdrawal_at_the_gate_voids_its_links()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        var seat = (await office.Get<RequestQueries>().Rounds(id))[0].Seats[0];
        var token = office.Token("/approvals/", seat.Email);
        await office.Get<TrackingDesk>().Withdraw(office.Token("/requests/track/", "zoe@example.org"), "Not needed any more.");
        await office.Settle();

        Assert.Equal(RequestOutcome.Withdrawn, (await office.Request(id)).Outcome);
        var view = Assert.IsType<Outcome<ApprovalView>.Done>(await office.Get<ApprovalDesk>().Open(token, null)).Value;
        Assert.False(view.CanDecide);
        Assert.Contains("withdrew", view.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public async Task withdrawal_during_delivery_closes_the_project()
    {
        await using var office = await TestOffice.Open();
        var id = await office.InDelivery();
        await office.Get<TrackingDesk>().Withdraw(office.Token("/requests/track/", "zoe@example.org"), null);
        await office.Settle();
        var request = await office.Request(id);
        Assert.Equal(RequestOutcome.Withdrawn, request.Outcome);
        Assert.Equal(Domain.Delivery.ProjectState.Closed, (await office.Project(request.Project!.Value)).State);
    }

    [Fact]
    public async Task unanswered_health_check_is_unknown_never_green()
    {
        await using var office = await TestOffice.Open();
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        for (var day = 0; day < 42; day++)
            await office.Pass(TimeSpan.FromDays(1));
        var check = (await office.Get<ProjectQueries>().Health(project.Id))[0];
        Assert.False(check.IsOpen);
        Assert.Equal(HealthRating.Unknown, check.Views.Single(view => view.Kind == HealthViewKind.Lead).Rating);
        // Figures may say worse, as they do where reports are overdue, too; nothing makes it better.
        Assert.False(check.Rating is HealthRating.Green or HealthRating.AmberGreen, $"It is {check.Rating}.");
        Assert.Contains(office.Mail.Taken, mail => mail.Subject.Contains("Reminder: how is it going", StringComparison.Ordinal));
    }

    [Fact]
    public async Task red_rating_opens_an_action_that_is_reminded_escalated_and_closed()
    {
        await using var office = await TestOffice.Open();
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        await office.Pass(TimeSpan.FromDays(30));
        await office.AnswerHealth(project, office.BadAnswers(project));
        Assert.Equal(HealthRating.Red, (await office.Project(project.Id)).Rating);
        var action = Assert.Single(await office.Get<ProjectQueries>().Actions(project.Id));
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == action.Owner && mail.Subject.Contains("Yours to do", StringComparison.Ordinal));

        for (var day = 0; day < 40; day++)
            await office.Pass(TimeSpan.FromDays(1));
        Assert.Contains(office.Mail.Taken, mail => mail.Subject.Contains("Escalated", StringComparison.Ordinal));

        var token = office.Token("/actions/link/", action.Owner);
        await office.Get<ActionDesk>().CloseByToken(token, Domain.Actions.ActionState.Done, "Two more people joined.");
        await office.Settle();
        Assert.Equal(Domain.Actions.ActionState.Done, (await office.Get<ActionDesk>().Find(action.Id))!.State);
    }

    [Fact]
    public async Task action_link_that_has_expired_closes_nothing()
    {
        await using var office = await TestOffice.Open();
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        await office.Pass(TimeSpan.FromDays(30));
        await office.AnswerHealth(project, office.BadAnswers(project));
        var action = Assert.Single(await office.Get<ProjectQueries>().Actions(project.Id));
        var token = office.Token("/actions/link/", action.Owner);
        await office.Pass(action.Due.AddDays(366) - office.Clock.GetUtcNow());

        var late = await office.Get<ActionDesk>().CloseByToken(token, Domain.Actions.ActionState.Done, "At last.");
        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<Domain.Actions.ActionRecord>.Refused>(late).Refusal);
        // The newest mail has a link that is good, however late it is.
        var newest = office.Token("/actions/link/", action.Owner);
        Assert.IsType<Outcome<Domain.Actions.ActionRecord>.Done>(
            await office.Get<ActionDesk>().CloseByToken(newest, Domain.Actions.ActionState.Done, "At last."));
    }

    [Fact]
    public async Task health_check_is_mailed_within_the_month_whatever_the_hour_the_project_began()
    {
        await using var office = await TestOffice.Open();
        office.Clock.Advance(TimeSpan.FromHours(-10 + 24 + 5.5));
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        await office.Pass(office.Clock.GetUtcNow().AddMonths(1) - office.Clock.GetUtcNow());
        Assert.True(Assert.Single(await office.Get<ProjectQueries>().Health(project.Id)).IsOpen);
    }

    [Fact]
    public async Task late_answers_do_not_move_the_checks_that_follow()
    {
        await using var office = await TestOffice.Open();
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        for (var day = 0; day < 130; day++)
        {
            await office.Pass(TimeSpan.FromDays(1));
            if ((await office.Get<ProjectQueries>().Health(project.Id)) is [.., { IsOpen: true } check] && office.Clock.GetUtcNow() > check.AskedAt.AddDays(5))
                await office.AnswerHealth(project, office.GoodAnswers(project));
        }
        Assert.Equal(["2026-12", "2027-01", "2027-02", "2027-03"],
            (await office.Get<ProjectQueries>().Health(project.Id)).Where(check => !HealthAlarms.IsRaised(check.Number)).Select(check => check.Period));
    }

    [Fact]
    public async Task delivery_goes_on_month_after_month()
    {
        await using var office = await TestOffice.Open();
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        await office.GoodFigures(project.Id);
        for (var month = 0; month < 6; month++)
        {
            await office.Pass(TimeSpan.FromDays(31));
            await office.AnswerAllHealth(project, office.GoodAnswers(project));
        }
        var checks = (await office.Get<ProjectQueries>().Health(project.Id)).Where(check => !HealthAlarms.IsRaised(check.Number)).ToList();
        Assert.Equal(6, checks.Count);
        Assert.All(checks, check => Assert.Equal(HealthRating.Green, check.View(HealthViewKind.Lead)!.Rating));
        // The lead answers but sends no status report: the rules see that.
        Assert.Equal([HealthRating.Green, HealthRating.Amber], checks.Select(check => check.Rating).Distinct());
    }

    [Fact]
    public async Task withdrawal_for_the_requester_is_refused_where_its_reason_cannot_be_stored()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        var outcome = await office.Get<ScreeningDesk>().Withdraw(id, TestPeople.Analyst, new string('x', RequestContent.MaxDescription + 1));
        var refusal = Assert.IsType<Outcome<RequestRecord>.Refused>(outcome).Refusal;
        Assert.Equal("reason", Assert.Single(Assert.IsType<Refusal.Invalid>(refusal).Errors).Field);
        await office.Settle();
        Assert.Equal(RequestOutcome.Open, (await office.Request(id)).Outcome);
    }

    [Fact]
    public async Task same_idempotency_key_is_the_same_request()
    {
        await using var office = await TestOffice.Open();
        var first = await office.Submit(key: "row-17");
        var second = await office.Submit(key: "row-17");
        Assert.Equal(first, second);
        Assert.Single((await office.Get<RequestQueries>().List(new RequestListQuery())).Rows);
    }

    [Fact]
    public async Task idempotency_key_of_another_request_gives_no_link_to_it()
    {
        await using var office = await TestOffice.Open();
        await office.Submit("Replace the till software", key: "row-17");
        var outcome = await office.Get<RequestDesk>().Submit(Asked("zoe@example.org"));
        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<SubmittedRequest>.Refused>(outcome).Refusal);
    }

    [Fact]
    public async Task idempotency_keys_of_two_requesters_do_not_meet()
    {
        await using var office = await TestOffice.Open();
        var first = await office.Submit("Replace the till software", key: "row-17");
        var second = Assert.IsType<Outcome<SubmittedRequest>.Done>(await office.Get<RequestDesk>().Submit(Asked("eve@example.net"))).Value;
        Assert.NotEqual(first, second.Request.Id);
    }

    private static SubmitRequest Asked(string email) => new(null, "Replace the till software", "Let me see it.",
        new Requester("Somebody", email), new Dictionary<string, string> { ["unit"] = "finance" }, "row-17");
}
