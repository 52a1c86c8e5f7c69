using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Money;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Health;

public sealed class HealthViewsLifeTests
{
    private const int AMonth = 31;

    [Fact]
    public async Task lead_reviewer_and_rules_stand_side_by_side_and_the_worst_counts()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        await office.PassDays(AMonth);
        await office.AnswerHealth(project, office.GoodAnswers(project));
        Assert.Equal(HealthRating.Green, (await office.Project(project.Id)).Rating);

        var check = await Newest(office, project.Id);
        Assert.NotEqual(project.Lead, check.Reviewer);
        Assert.IsType<Outcome<HealthReviewView>.Done>(await office.Get<HealthReviewDesk>().Answer(
            office.Token("/health-reviews/", check.Reviewer!), HealthRating.Red, "The supplier has gone."));
        await office.Settle();

        check = await Newest(office, project.Id);
        Assert.Equal([HealthRating.Green, HealthRating.Red, HealthRating.Green], check.Views.Select(view => view.Rating));
        Assert.Equal("They disagree: the lead says Green, the reviewer says Red, the rules say Green.", HealthViews.Disagreement(check.Views));
        Assert.Equal((HealthRating.Red, HealthRating.Red), (check.Rating, (await office.Project(project.Id)).Rating));
        Assert.Equal("Agree a recovery plan with the function leader", Assert.Single(await office.Get<ProjectQueries>().Actions(project.Id)).Title);
    }

    [Fact]
    public async Task what_nobody_knows_is_unknown_however_green_the_lead_is()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.PassDays(AMonth);
        await office.AnswerHealth(project, office.GoodAnswers(project));

        var check = await Newest(office, project.Id);
        Assert.Equal(HealthRating.Green, check.View(HealthViewKind.Lead)!.Rating);
        Assert.Equal(HealthRating.Unknown, check.Rating);
        Assert.Contains("Unknown: CPI is not known.", check.View(HealthViewKind.Rules)!.Trace);
    }

    [Fact]
    public async Task green_lead_over_red_figures_is_red_and_the_rule_is_named()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        await office.Get<MoneyDesk>().Take(project.Id, TestPeople.Analyst, [new(new Month(2026, 11), null, 114, null, null)]);
        await office.PassDays(AMonth);
        await office.Get<HealthDesk>().Answer(office.Token("/health-checks/", project.Lead!), office.GoodAnswers(project), null, HealthRating.Green);
        await office.Settle();

        var check = await Newest(office, project.Id);
        Assert.Equal(HealthRating.Red, check.Rating);
        // The finance unit has thresholds of its own.
        Assert.Contains("Red because CPI 0.88 < 0.90, in force since 2026-01-01 for Finance.", check.Trace);
    }

    [Fact]
    public async Task silence_of_the_lead_does_not_hide_what_the_figures_say()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        await office.Get<MoneyDesk>().Take(project.Id, TestPeople.Analyst, [new(new Month(2026, 11), null, 200, null, null)]);
        await office.PassDays(AMonth);
        await office.Pass(TimeSpan.FromDays(12));

        var check = (await office.Get<ProjectQueries>().Health(project.Id)).First(c => c is { IsOpen: false });
        Assert.Equal((HealthRating.Unknown, HealthRating.Red), (check.View(HealthViewKind.Lead)!.Rating, check.Rating));
    }

    [Fact]
    public async Task slipped_milestone_raises_one_check_and_no_second_one()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        await office.Get<PlanDesk>().Put(project.Id, TestPeople.Analyst, new Milestone("m2", "Walls") { Plan = new(2026, 11, 27) });
        await office.Settle();
        Assert.Empty(await office.Get<ProjectQueries>().Health(project.Id));

        await office.PassDays(6);
        var raised = Assert.Single(await office.Get<ProjectQueries>().Health(project.Id));
        Assert.True(HealthAlarms.IsRaised(raised.Number));
        Assert.Equal("Slipped milestones is 1 (≥ 1).", raised.Because);
        var asked = Assert.Single(office.Mail.Taken, mail => mail.To.Email == project.Lead && mail.Text.Contains("/health-checks/", StringComparison.Ordinal));
        Assert.Contains("A health check of your project was raised.", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Why now: Slipped milestones is 1 (≥ 1).", asked.Text, StringComparison.Ordinal);

        await office.AnswerHealth(project, office.GoodAnswers(project));
        await office.PassDays(16);
        Assert.Single(await office.Get<ProjectQueries>().Health(project.Id));
        Assert.Contains(await office.Get<ProjectQueries>().Timeline(project.Id), entry => entry.Summary == $"The review of the check that was raised in {raised.Period} was not answered.");
        Assert.Contains((await office.Project(project.Id)).Waiting, wait => wait.Kind == "next-health-check");
    }

    [Fact]
    public async Task budget_that_runs_over_raises_a_check_at_once_and_again_only_after_it_was_mended()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        await Spend(120);
        Assert.Single(await office.Get<ProjectQueries>().Health(project.Id));
        await Spend(130);
        await office.AnswerHealth(project, office.GoodAnswers(project));
        await Spend(100);
        await office.PassDays(15);
        await Spend(125);
        Assert.Equal(2, (await office.Get<ProjectQueries>().Health(project.Id)).Count(check => HealthAlarms.IsRaised(check.Number)));

        async Task Spend(decimal actual)
        {
            await office.Get<MoneyDesk>().Take(project.Id, TestPeople.Analyst, [new(new Month(2026, 11), null, actual, null, null)]);
            await office.Settle();
        }
    }

    [Fact]
    public async Task somebody_who_asks_gets_a_check_now_but_not_two()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        var raiser = office.Get<HealthRaiser>();
        Assert.IsType<Outcome<ProjectRecord>.Refused>(await raiser.Ask(project.Id, TestPeople.Analyst, " "));
        Assert.IsType<Outcome<ProjectRecord>.Done>(await raiser.Ask(project.Id, TestPeople.Analyst, "The board meets."));
        Assert.IsType<Outcome<ProjectRecord>.Refused>(await raiser.Ask(project.Id, TestPeople.Analyst, "The board meets."));
        await office.Settle();
        Assert.Equal("Ana Lyst asks: The board meets.", Assert.Single(await office.Get<ProjectQueries>().Health(project.Id)).Because);

        await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "Delivered.");
        await office.Settle();
        Assert.False(Assert.Single(await office.Get<ProjectQueries>().Health(project.Id)).IsOpen);
    }

    [Fact]
    public async Task third_amber_in_a_row_lands_on_the_desk_of_who_leads_the_unit()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        for (var month = 1; month <= 4; month++)
        {
            await office.PassDays(AMonth);
            await office.AnswerHealth(project, new Dictionary<string, string>(office.GoodAnswers(project)) { ["slip"] = "6" });
            Assert.Equal(month < 3 ? 0 : 1, (await office.Get<ProjectQueries>().Actions(project.Id)).Count);
        }
        var action = Assert.Single(await office.Get<ProjectQueries>().Actions(project.Id));
        Assert.Equal(ActionSource.HealthCheck, action.Source);
        Assert.Equal(("ingrid.sorensen@example.org", "Amber 3 times in a row: 2026-12, 2027-01, 2027-02."), (action.Owner, action.Because));
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == action.Owner && mail.Subject.Contains(action.Id.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task red_project_is_looked_at_again_after_its_recovery()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        await office.PassDays(AMonth);
        await office.AnswerHealth(project, office.BadAnswers(project));
        Assert.Equal(ActionState.Open, Assert.Single(await office.Get<ProjectQueries>().Actions(project.Id)).State);

        await office.PassDays(30);
        Assert.Contains(await office.Get<ProjectQueries>().Health(project.Id), check => check.Because == "Recovery review: it was rated Red for 2026-12.");

        // The month's own check comes in the same week and looks at it: nobody answers two.
        await office.PassDays(8);
        var looks = (await office.Get<ProjectQueries>().Health(project.Id)).Where(check => check.Because?.Contains("Recovery review", StringComparison.Ordinal) == true);
        Assert.False(HealthAlarms.IsRaised(Assert.Single(looks).Number));
    }

    private static async Task<ProjectRecord> Started(TestOffice office) =>
        await office.Project((await office.Request(await office.InDelivery())).Project!.Value);

    private static async Task<HealthCheckRecord> Newest(TestOffice office, ProjectId id) =>
        (await office.Get<ProjectQueries>().Health(id)).MaxBy(check => check.AskedAt)!;
}
