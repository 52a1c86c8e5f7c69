using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Actions;

public sealed class RecoveryTests
{
    [Fact]
    public async Task project_that_stays_red_has_one_recovery_that_says_so_and_no_second()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        for (var month = 0; month < 3; month++)
        {
            await office.PassDays(31);
            await office.AnswerAllHealth(project, office.BadAnswers(project));
        }
        var checks = (await office.Get<ProjectQueries>().Health(project.Id)).Where(check => check.Rating == HealthRating.Red).ToList();
        Assert.True(checks.Count >= 3);
        var recovery = Assert.Single(await office.Get<ProjectQueries>().Actions(project.Id), action => action.Source == ActionSource.HealthCheck);
        Assert.Equal(checks.Select(check => check.Number).Order().Skip(1), recovery.StillRed.Select(red => red.Check).Order());
        Assert.Contains(await office.Get<ProjectQueries>().Timeline(project.Id), entry => entry.Kind == "still-red");
    }

    [Fact]
    public async Task recovery_that_was_closed_is_followed_by_another_when_it_is_red_again()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        await office.PassDays(31);
        await office.AnswerAllHealth(project, office.BadAnswers(project));
        var first = Assert.Single(await office.Get<ProjectQueries>().Actions(project.Id));
        await office.Get<ActionDesk>().Close(first.Id, TestPeople.Analyst, ActionState.Done, "The plan is agreed.");
        await office.PassDays(31);
        await office.AnswerAllHealth(project, office.BadAnswers(project));
        Assert.Contains(await office.Get<ProjectQueries>().Actions(project.Id), action => action.Id != first.Id && action.State == ActionState.Open);
    }

    [Fact]
    public async Task recovery_that_comes_of_an_answer_at_night_is_due_while_people_work_and_what_is_overdue_is_not_told_as_to_come()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        await office.PassDays(31);
        await office.Pass(TimeSpan.FromHours(15));
        await office.AnswerAllHealth(project, office.BadAnswers(project));
        var (action, calendar) = (Assert.Single(await office.Get<ProjectQueries>().Actions(project.Id)), office.Get<OfficeSettings>().Calendar);
        Assert.NotEqual(calendar.WorkingMoment(action.OpenedAt), action.OpenedAt);
        Assert.Equal(calendar.EndOf(calendar.DayOf(action.Due)), action.Due);

        await office.PassDays(21);
        var mails = office.Mail.Taken.Where(mail => mail.Subject.Contains($"[{action.Id}]", StringComparison.Ordinal)).ToLookup(mail => mail.Subject.Contains("Overdue:", StringComparison.Ordinal));
        Assert.NotEmpty(mails[true]);
        Assert.All(mails[true], mail => Assert.DoesNotContain("When it is overdue", mail.Text, StringComparison.Ordinal));
        Assert.Contains(mails[false], mail => mail.Text.Contains("When it is overdue, those who lead the unit are told, or the executives where nobody else leads it.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task actions_end_with_their_project_and_nobody_hears_of_them_again()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.GoodFigures(project.Id);
        var measured = await Open(office, project, ProjectMetrics.Cpi, ActionSource.Hand);
        var plain = await Open(office, project, null, ActionSource.Hand);
        var lesson = await Open(office, project, null, ActionSource.Lesson);
        await office.PassDays(1);
        var done = await Open(office, project, ProjectMetrics.Cpi, ActionSource.Hand);
        await office.Get<ActionDesk>().Close(done.Id, TestPeople.Analyst, ActionState.Done, "The second shift was stopped.");
        await office.Settle();

        await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "All delivered.");
        await office.Settle();
        foreach (var action in new[] { measured, plain })
        {
            var ended = (await office.Get<ActionDesk>().Find(action.Id))!;
            Assert.Equal((ActionState.Dropped, ActionEndings.Because), (ended.State, ended.Note));
        }
        Assert.Equal(ActionState.Open, (await office.Get<ActionDesk>().Find(lesson.Id))!.State);

        var told = Told();
        await office.PassDays(40);
        Assert.Equal(told, Told());
        // What was said to be done before the end is not opened again for a figure that nobody brings any more.
        Assert.Equal((ActionState.Done, null), ((await office.Get<ActionDesk>().Find(done.Id))!.State, (await office.Get<ActionDesk>().Find(done.Id))!.Worked));

        int Told() => office.Mail.Taken.Count(mail => new[] { measured, plain, done }.Any(action => mail.Subject.Contains(action.Id.Value, StringComparison.Ordinal)));
    }

    private static async Task<ActionRecord> Open(TestOffice office, ProjectRecord project, string? metric, ActionSource source)
    {
        var opened = await office.Get<ActionRegister>().Open(project.Id, TestPeople.Analyst, new ActionContent("Stop the second shift", "It costs too much.",
            project.Lead, DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime).AddDays(14), metric, metric is null ? null : MetricTest.AtLeast, metric is null ? null : 1.05m, source));
        await office.Settle();
        // Numbers of actions that were opened by hand come from the clock.
        await office.Pass(TimeSpan.FromMinutes(1));
        return Assert.IsType<Outcome<ActionRecord>.Done>(opened).Value;
    }

    private static async Task<ProjectRecord> Started(TestOffice office) =>
        await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
}
