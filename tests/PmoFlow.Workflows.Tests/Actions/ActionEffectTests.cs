using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Actions;

public sealed class ActionEffectTests
{
    [Fact]
    public async Task action_that_is_done_is_measured_on_its_due_date_and_worked()
    {
        await using var office = await TestOffice.Open();
        var action = await Predicted(office);
        await office.Get<ActionDesk>().Close(action.Id, TestPeople.Analyst, ActionState.Done, "The second shift was stopped.");
        await office.Settle();
        Assert.Null((await Now(office, action)).Worked);

        await office.Pass(TimeSpan.FromDays(1));
        await Spend(office, action.Project, 100);
        await office.Pass(TimeSpan.FromDays(15));
        var measured = await Now(office, action);
        Assert.Equal((ActionState.Done, true), (measured.State, measured.Worked));
        Assert.Equal((0.5m, 1m), (measured.Effects[0].Before, measured.Effects[0].After));
        Assert.Contains(await office.Get<ProjectQueries>().Timeline(action.Project), entry => entry.Summary.EndsWith("it worked: CPI was 0.5, is 1 (2026-11).", StringComparison.Ordinal));
        Assert.Single(office.Mail.Taken, mail => mail.To.Email == action.Owner && mail.Subject.Contains("It worked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task action_that_did_not_work_is_open_again_with_both_figures_and_can_be_closed_again()
    {
        await using var office = await TestOffice.Open();
        var action = await Predicted(office);
        await office.Get<ActionDesk>().Close(action.Id, TestPeople.Analyst, ActionState.Done, "We hope for the best.");
        await office.Pass(TimeSpan.FromDays(1));
        await Spend(office, action.Project, 190);
        await office.Pass(TimeSpan.FromDays(14));

        var again = await Now(office, action);
        Assert.Equal((ActionState.Open, false, 1), (again.State, again.Worked, again.Round));
        Assert.True(again.Due > action.Due);
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == action.Owner && mail.Subject.Contains("It did not work", StringComparison.Ordinal));
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == "ingrid.sorensen@example.org" && mail.Subject.Contains("Escalated", StringComparison.Ordinal));
        Assert.Equal(action.Id, Assert.Single((await office.Get<ActionDesk>().List(new ActionListQuery())).Rows, row => row.Id == action.Id).Id);
        Assert.DoesNotContain((await office.Get<ActionDesk>().List(new ActionListQuery(ActionState.Done))).Rows, row => row.Id == action.Id);
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);

        await office.Restart();
        await office.Pass(TimeSpan.FromDays(1));
        await Spend(office, action.Project, 90);
        await office.Get<ActionDesk>().Close(action.Id, TestPeople.Analyst, ActionState.Done, "The second shift was stopped.");
        await office.Pass(TimeSpan.FromDays(29));
        var closed = await Now(office, action);
        Assert.Equal((ActionState.Done, true), (closed.State, closed.Worked));
        Assert.Equal([false, true], closed.Effects.Select(effect => effect.Worked));
    }

    [Fact]
    public async Task action_that_is_opened_again_is_due_at_the_end_of_a_day_on_which_its_unit_works()
    {
        await using var office = await TestOffice.Open();
        var action = await Predicted(office, days: 9);
        await office.Get<ActionDesk>().Close(action.Id, TestPeople.Analyst, ActionState.Done, "We hope for the best.");
        await office.Pass(TimeSpan.FromDays(10));

        var again = await Now(office, action);
        var asLong = again.ReopenedAt!.Value + (action.Due - action.OpenedAt);
        Assert.Equal((1, DayOfWeek.Saturday), (again.Round, asLong.DayOfWeek));
        Assert.Equal(BusinessCalendar.Plain.EndOf(BusinessCalendar.Plain.DayOf(asLong).AddDays(2)), again.Due);
    }

    [Fact]
    public void action_that_is_opened_again_and_again_has_as_long_as_it_had_first()
    {
        var opened = new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
        var action = new ActionRecord(new("A-1-1"), "Stop it", new("P-1"), "One", new("finance"), "Kim@Example.org", "Kim", "", opened, opened.AddHours(8).AddDays(4), ActionState.Open)
        {
            Predicts = new ActionPrediction(ProjectMetrics.Cpi, MetricTest.AtLeast, 0.9m) { Before = 0.5m },
        };
        Assert.Equal("kim@example.org", action.Owner);
        for (var round = 0; round < 6; round++)
        {
            // Each measured a little later after its end than the one before.
            action = action.Measured(0.5m, round, action.Due.AddSeconds(round + 1), BusinessCalendar.Plain, "PmoFlow");
            Assert.Equal(round + 1, action.Round);
            Assert.InRange((action.Due - action.ReopenedAt!.Value).TotalDays, 4, 7.4);
        }
    }

    [Theory]
    [InlineData("2026-11-20T09:00Z", "2026-11-24T09:00Z", "2026-11-23T09:00Z")]
    [InlineData("2026-11-09T09:00Z", "2026-11-25T17:00Z", "2026-11-23T09:00Z")]
    [InlineData("2026-11-16T09:00Z", "2026-11-20T09:00Z", "2026-11-19T09:00Z")]
    public void owner_whom_nobody_says_when_to_remind_is_reminded_while_the_unit_works(string opened, string due, string reminded)
    {
        var action = new ActionRecord(new("A-1-1"), "Stop it", new("P-1"), "One", new("finance"), "", "Nobody", "", At(opened), At(due), ActionState.Open);
        Assert.Equal([At(reminded)], ActionOpenings.FollowUp(action, BusinessCalendar.Plain).Reminders);

        static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task figure_that_is_no_newer_than_the_action_measures_nothing()
    {
        await using var office = await TestOffice.Open();
        var action = await Predicted(office);
        await office.Get<ActionDesk>().Close(action.Id, TestPeople.Analyst, ActionState.Done, "We hope for the best.");
        await office.Pass(TimeSpan.FromDays(15));

        var again = await Now(office, action);
        Assert.Equal((ActionState.Open, null, 1), (again.State, again.Worked, again.Round));
        Assert.Equal((0.5m, (decimal?)null), (again.Effects[0].Before, again.Effects[0].After));
        var ageing = await office.Get<ActionRegister>().Ageing(null);
        Assert.Equal((0, 0, 1), (ageing.Worked, ageing.NotWorked, ageing.Unclear));
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == action.Owner && mail.Subject.Contains("Nobody knows whether it worked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task figure_of_the_month_of_opening_still_measures_where_it_comes_after_a_measurement_without_any()
    {
        await using var office = await TestOffice.Open();
        var action = await Predicted(office);
        await office.Pass(TimeSpan.FromDays(15));
        Assert.Null(Assert.Single((await Now(office, action)).Effects).Said);
        await Spend(office, action.Project, 100);
        await office.Pass(TimeSpan.FromDays(15));
        var measured = await Now(office, action);
        Assert.Equal((ActionState.Done, true, "2026-11"), (measured.State, measured.Worked, measured.Effects[^1].Of));
    }

    [Fact]
    public async Task same_figure_of_the_same_month_measures_nothing_again_whatever_else_of_the_money_came()
    {
        await using var office = await TestOffice.Open();
        var action = await Predicted(office, days: 3);
        await office.Pass(TimeSpan.FromDays(1));
        await Spend(office, action.Project, 190);
        await office.PassDays(3);
        Assert.Equal([false], (await Now(office, action)).Effects.Select(effect => effect.Said));
        await office.Get<MoneyDesk>().Take(action.Project, TestPeople.Analyst, [new MonthOfMoney(new Month(2026, 12), Forecast: 40)]);
        await office.PassDays(4);
        Assert.Equal([false, null], (await Now(office, action)).Effects.Select(effect => effect.Said));

        await Spend(office, action.Project, 100);
        await office.PassDays(5);
        Assert.Equal([false, null, true], (await Now(office, action)).Effects.Select(effect => effect.Said));
    }

    [Fact]
    public async Task measurement_without_a_figure_takes_back_none_that_had_one()
    {
        await using var office = await TestOffice.Open();
        var action = await Predicted(office);
        await office.Pass(TimeSpan.FromDays(1));
        await Spend(office, action.Project, 190);
        await office.Pass(TimeSpan.FromDays(14));
        await office.Pass(TimeSpan.FromDays(15));
        var again = await Now(office, action);
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == action.Owner && mail.Subject.Contains("It did not work", StringComparison.Ordinal));
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == action.Owner && mail.Subject.Contains("Nobody knows whether it worked", StringComparison.Ordinal));
        Assert.Equal([false, null], again.Effects.Select(effect => effect.Said));
        Assert.False(again.Worked);
        var ageing = await office.Get<ActionRegister>().Ageing(null);
        Assert.Equal((0, 1), (ageing.Worked, ageing.NotWorked));
    }

    [Fact]
    public async Task silence_until_the_due_date_is_measured_as_well()
    {
        await using var office = await TestOffice.Open();
        var action = await Predicted(office);
        await office.Pass(TimeSpan.FromDays(1));
        await Spend(office, action.Project, 100);
        await office.Pass(TimeSpan.FromDays(14));
        var measured = await Now(office, action);
        Assert.Equal((ActionState.Done, true, Domain.Timeline.TimelineEntry.Office), (measured.State, measured.Worked, measured.ClosedBy));
    }

    [Fact]
    public async Task overdue_action_of_who_leads_the_unit_is_escalated_past_them()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        var leader = (await office.Get<OfficeDirectory>().WithRoleFor(project.Unit, Role.FunctionLeader))[0];
        await office.Get<ActionRegister>().Open(project.Id, TestPeople.Analyst, new ActionContent("Decide about the supplier", "Nobody else can.",
            leader.Email, DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime).AddDays(7), null, null, null));
        await office.Pass(TimeSpan.FromDays(8));
        var escalated = office.Mail.Taken.Where(mail => mail.Subject.Contains("Escalated: Decide about the supplier", StringComparison.Ordinal)).Select(mail => mail.To.Email).ToList();
        Assert.Equal((await office.Get<OfficeDirectory>().WithRole(Role.Executive)).Select(person => person.Email).Order(), escalated.Order());
        Assert.NotEmpty(escalated);
    }

    [Fact]
    public async Task dropped_action_is_not_measured()
    {
        await using var office = await TestOffice.Open();
        var action = await Predicted(office);
        await office.Get<ActionDesk>().Close(action.Id, TestPeople.Analyst, ActionState.Dropped, "The project is stopped anyway.");
        await office.Pass(TimeSpan.FromDays(40));
        Assert.Equal((ActionState.Dropped, null), ((await Now(office, action)).State, (await Now(office, action)).Worked));
    }

    [Fact]
    public async Task red_figure_s_recovery_predicts_that_the_rule_stops_applying()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        await Spend(office, project.Id, 125);
        await office.PassDays(31);
        await office.AnswerHealth(project, office.GoodAnswers(project));
        var recovery = Assert.Single(await office.Get<ProjectQueries>().Actions(project.Id), action => action.Source == ActionSource.HealthCheck);
        Assert.Equal(new ActionPrediction("cpi", MetricTest.AtLeast, 0.90m) { Before = 0.8m }, recovery.Predicts);
    }

    [Fact]
    public async Task what_a_lead_asks_for_in_a_report_lands_on_the_desk_of_who_leads_the_unit()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.PassDays(31);
        await office.Get<StatusDesk>().Submit(office.Token("/status-reports/", project.Lead!), HealthRating.Amber, new Dictionary<string, string>
        {
            ["schedule"] = "As planned.", ["money"] = "As planned.", ["risks"] = "None.", ["help"] = "A decision on the supplier.",
        });
        await office.Settle();
        var call = Assert.Single(await office.Get<ProjectQueries>().Actions(project.Id), action => action.Source == ActionSource.Report);
        Assert.Equal("ingrid.sorensen@example.org", call.Owner);
        Assert.EndsWith("“A decision on the supplier.”", call.Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task register_tells_age_and_effect()
    {
        await using var office = await TestOffice.Open();
        var action = await Predicted(office);
        await office.Pass(TimeSpan.FromDays(10));
        var before = await office.Get<ActionRegister>().Ageing(new UnitId("finance"));
        // One was opened by hand ten days ago, one by the check that the budget raised and nobody answered.
        Assert.Equal((2, 0, 1, 0), (before.Open, before.Overdue, before.ByAge[1], before.Worked));
        Assert.Equal(0, (await office.Get<ActionRegister>().Ageing(new UnitId("people"))).Open);
        await Spend(office, action.Project, 100);
        await office.Pass(TimeSpan.FromDays(5));
        Assert.Equal(1, (await office.Get<ActionRegister>().Ageing(null)).Worked);
    }

    internal static async Task<ActionRecord> Predicted(TestOffice office, int days = 14)
    {
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        await Spend(office, project.Id, 200);
        var opened = await office.Get<ActionRegister>().Open(project.Id, TestPeople.Analyst, new ActionContent("Stop the second shift", "It costs too much.",
            project.Lead, DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime).AddDays(days), ProjectMetrics.Cpi, MetricTest.AtLeast, 0.95m));
        await office.Settle();
        return Assert.IsType<Outcome<ActionRecord>.Done>(opened).Value;
    }

    internal static async Task Spend(TestOffice office, ProjectId project, decimal actual)
    {
        var months = (await office.Get<DeliveryQueries>().Read(project))!.Money!.Money.Months;
        await office.Get<MoneyDesk>().Take(project, TestPeople.Analyst, [new MonthOfMoney(months[0].Month, null, actual, null, null)]);
        await office.Settle();
    }

    internal static async Task<ProjectRecord> Started(TestOffice office) =>
        await office.Project((await office.Request(await office.InDelivery())).Project!.Value);

    private static async Task<ActionRecord> Now(TestOffice office, ActionRecord action) => (await office.Get<ActionDesk>().Find(action.Id))!;
}
