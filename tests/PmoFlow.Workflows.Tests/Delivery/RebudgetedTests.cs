using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Delivery;

/// <summary>A project of EUR 120,000 of which changes are approved after some of its work was done.</summary>
public sealed class RebudgetedTests
{
    private const string Leader = "ingrid.sorensen@example.org";
    private static readonly Month November = new(2026, 11);

    [Fact]
    public async Task months_that_are_planned_after_a_larger_budget_was_agreed_make_no_past_month_look_better()
    {
        await using var office = await TestOffice.Open();
        var project = await Planned(office, new(November, 50_000, 60_000, null, 40), new(November.Plus(1), 70_000));
        await Approve(office, project, new("A second hall", "The first one is too small.", null, null, 150_000, [], []));
        Assert.Equal((48_000m, 0.8m), await Worth(office, project));

        await Take(office, project, new MonthOfMoney(November.Plus(2), 20_000));
        Assert.Equal((48_000m, 0.8m), await Worth(office, project));
        await Take(office, project, new MonthOfMoney(November.Plus(3), 10_000));
        Assert.Equal((48_000m, 0.8m), await Worth(office, project));
        await Take(office, project, new MonthOfMoney(November, Complete: 50));
        Assert.Equal((75_000m, 1.25m), await Worth(office, project));
    }

    [Fact]
    public async Task months_that_come_with_the_change_make_no_past_month_look_better()
    {
        await using var office = await TestOffice.Open();
        var project = await Planned(office, new(November, 50_000, 60_000, null, 40), new(November.Plus(1), 70_000));
        await Approve(office, project, new("A second hall", "The first one is too small.", null, null, 150_000, [], [new(November.Plus(2), 30_000)]));

        Assert.Equal(150_000m, (await Read(office, project)).Reading.Value!.Bac.Value);
        Assert.Equal((48_000m, 0.8m), await Worth(office, project));
    }

    [Fact]
    public async Task budget_that_was_agreed_first_can_be_planned_month_by_month_and_what_is_done_is_said_of_all_of_it()
    {
        await using var office = await TestOffice.Open();
        var project = await Planned(office, new(November, 50_000, 60_000, null, 40), new(November.Plus(1), 30_000));
        Assert.Equal(32_000m, (await Worth(office, project)).Ev);
        await Take(office, project, new MonthOfMoney(November.Plus(2), 20_000));
        Assert.Equal(40_000m, (await Worth(office, project)).Ev);

        // Another end is another baseline, but the same budget.
        await Approve(office, project, new("Later", "The builders are late.", null, new DateOnly(2028, 3, 31), null, [], []));
        await Take(office, project, new MonthOfMoney(November.Plus(3), 20_000));
        Assert.Equal((48_000m, 0.8m), await Worth(office, project));
    }

    [Fact]
    public async Task what_is_said_after_a_larger_budget_was_agreed_is_said_of_all_of_it_though_its_months_are_planned_one_at_a_time()
    {
        await using var office = await TestOffice.Open();
        var project = await Planned(office, new(November, 50_000, 60_000, null, 40), new(November.Plus(1), 70_000));
        await Approve(office, project, new("A second hall", "The first one is too small.", null, null, 150_000, [], []));
        await Take(office, project, new MonthOfMoney(November, Complete: 50));
        Assert.Equal(60_000m, (await Worth(office, project)).Ev);
        await Take(office, project, new MonthOfMoney(November.Plus(2), 20_000));
        Assert.Equal(70_000m, (await Worth(office, project)).Ev);

        // Another end is another baseline, but the same budget.
        await Approve(office, project, new("Later", "The builders are late.", null, new DateOnly(2028, 3, 31), null, [], []));
        await Take(office, project, new MonthOfMoney(November.Plus(3), 10_000));
        Assert.Equal((75_000m, 1.25m), await Worth(office, project));

        await Approve(office, project, new("A third hall", "The second one is too small.", null, null, 180_000, [], [new(November.Plus(4), 20_000)]));
        await Take(office, project, new MonthOfMoney(November.Plus(5), 10_000));
        Assert.Equal((75_000m, 1.25m), await Worth(office, project));
    }

    [Fact]
    public async Task budget_that_was_agreed_anew_before_any_month_was_planned_is_planned_like_the_first_one()
    {
        await using var office = await TestOffice.Open();
        var project = (await office.Request(await office.InDelivery())).Project!.Value;
        await Approve(office, project, new("A second hall", "The first one is too small.", null, null, 150_000, [], []));
        await Take(office, project, new MonthOfMoney(November, 50_000, 60_000, null, 40));
        Assert.Equal(20_000m, (await Worth(office, project)).Ev);
        await Take(office, project, new MonthOfMoney(November.Plus(1), 50_000));
        await Take(office, project, new MonthOfMoney(November.Plus(2), 50_000));
        Assert.Equal((60_000m, 1m), await Worth(office, project));
    }

    [Fact]
    public async Task months_of_the_budget_that_was_agreed_first_count_alike_by_a_change_and_by_the_page()
    {
        await using var office = await TestOffice.Open();
        var project = await Planned(office, new(November, 50_000, 60_000, null, 40), new(November.Plus(1), 30_000));
        await Approve(office, project, new("More of it", "It is planned now.", null, null, null, [], [new(November.Plus(2), 20_000)]));
        Assert.Equal(40_000m, (await Worth(office, project)).Ev);
        await Take(office, project, new MonthOfMoney(November.Plus(3), 20_000));
        Assert.Equal((48_000m, 0.8m), await Worth(office, project));
    }

    [Fact]
    public async Task budget_that_a_change_agrees_first_takes_the_place_of_none()
    {
        await using var office = await TestOffice.Open();
        var project = (await office.Request(await office.InDelivery())).Project!.Value;
        await office.Get<ProjectLedger>().Enter(project, "none-agreed", null, before => before with { Budget = null, Agreed = before.Agreed! with { Budget = null } });
        await Take(office, project, new(November, 50_000, 60_000, null, 40), new(November.Plus(1), 30_000));
        await Approve(office, project, new("The whole", "It is known now.", null, null, 120_000, [], []));
        await Take(office, project, new MonthOfMoney(November.Plus(2), 40_000));
        Assert.Equal((48_000m, 0.8m), await Worth(office, project));
    }

    [Fact]
    public async Task change_that_can_become_nothing_because_the_start_moved_says_so_and_is_not_called_approved()
    {
        Func<Task>? before = null;
        await using var office = await TestOffice.Open(around: activity => activity.Name != ProjectGateActivities.CloseProjectGate.Name ? activity : activity with
        {
            Run = async (services, context, input) =>
            {
                await (Interlocked.Exchange(ref before, null)?.Invoke() ?? Task.CompletedTask);
                return await activity.Run(services, context, input);
            },
        });
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        var (lead, end) = (new Actor(project.Lead!, project.LeadName!), DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime).AddDays(10));
        before = async () => Done(await office.Get<ProjectDesk>().Plan(project.Id, lead, new(lead.Email, end.AddDays(1), project.End, project.Budget)));
        await Approve(office, project.Id, new("Sooner", "It is needed.", null, end, null, [], []));
        Assert.Null(before);

        var control = (await office.Get<ControlQueries>().Read(project.Id))!;
        Assert.Equal((ChangeState.Void, project.End), (control.Changes[0].State, control.Project.End));
        Assert.Equal((GateVerdict.Open, false), (control.Gates[0].Verdict, control.Gates[0].IsOpen));
        Assert.StartsWith("The start of the project moved while this was decided. ", control.Gates[0].Because, StringComparison.Ordinal);
        var mail = Assert.Single(office.Mail.Taken, mail => mail.To.Email == lead.Email && mail.Subject.Contains("Not needed any more: Change C1", StringComparison.Ordinal));
        Assert.Contains("ask for it again with a later end", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith(control.Gates[0].Because!, Assert.Single(await office.Get<ProjectQueries>().Timeline(project.Id), entry => entry.Kind == "gate-closed").Summary, StringComparison.Ordinal);
        Assert.Equal(OrchestrationStatus.Completed, (await office.Get<IOrchestrationClient>().Get(ProjectGateInput.InstanceId(project.Id, 1)))!.Status);
    }

    private static async Task<ProjectId> Planned(TestOffice office, params MonthOfMoney[] months)
    {
        var project = (await office.Request(await office.InDelivery())).Project!.Value;
        Assert.Equal(120_000m, (await office.Project(project)).Agreed!.Budget);
        await Take(office, project, months);
        return project;
    }

    private static async Task Take(TestOffice office, ProjectId project, params MonthOfMoney[] months) =>
        Done(await office.Get<MoneyDesk>().Take(project, TestPeople.Analyst, months));

    private static async Task Approve(TestOffice office, ProjectId project, ChangeContent change)
    {
        Done(await office.Get<ChangeDesk>().Ask(project, TestPeople.Analyst, change));
        await office.Settle();
        var token = office.Token("/project-decisions/", Leader);
        var view = Done(await office.Get<ProjectGateDesk>().Open(token, null));
        Done(await office.Get<ProjectGateDesk>().Decide(token, view.PageToken, null, new(Decision.Approve, "Seen.")));
        await office.Settle();
    }

    private static async Task<ProjectDelivery> Read(TestOffice office, ProjectId project) => (await office.Get<DeliveryQueries>().Read(project))!;

    /// <summary>What November's work was worth, and what it brought for each euro.</summary>
    private static async Task<(decimal Ev, decimal? Cpi)> Worth(TestOffice office, ProjectId project)
    {
        var value = MoneyReading.At((await Read(office, project)).Known!, November).Value!;
        return (value.Ev.Value, value.Cpi);
    }

    private static T Done<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome).Value;
}
