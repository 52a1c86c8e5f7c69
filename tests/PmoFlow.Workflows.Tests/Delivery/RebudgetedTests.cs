using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
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
