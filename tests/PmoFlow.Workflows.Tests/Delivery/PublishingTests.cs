using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Delivery;

public sealed class PublishingTests
{
    /// <summary>The first change is held up between its batch and its lists until the second one is through.</summary>
    [Fact]
    public async Task of_two_changes_at_once_the_lists_show_the_later()
    {
        await using var office = await TestOffice.Open();
        var id = (await office.Request(await office.InDelivery())).Project!.Value;
        var slow = new HeldTables(office.Get<ITableStore>(), batch => batch.Table == OfficeTables.ProjectRows.Table);
        var ledger = new ProjectLedger(slow, office.Get<SummaryLedger>(), office.Get<ActionLedger>(), new(slow, office.Get<PmoFlow.Workflows.Webhooks.WebhookQueues>(), office.Clock), office.Get<OfficeSettings>(), office.Clock);

        var first = ledger.Enter(id, "one", null, project => project with { Budget = 1 });
        await slow.Held.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await office.Get<ProjectLedger>().Enter(id, "two", null, project => project with { Budget = 2 });
        slow.Go();
        await first;

        Assert.Equal(2, (await office.Project(id)).Budget);
        Assert.Equal(2, (await office.Get<ProjectQueries>().List(new ProjectListQuery())).Rows.Single(row => row.Id == id).Budget);
    }

    [Fact]
    public async Task two_changes_of_one_document_at_once_are_both_kept()
    {
        await using var office = await TestOffice.Open();
        var id = (await office.Request(await office.InDelivery())).Project!.Value;
        var desk = office.Get<PlanDesk>();

        await Task.WhenAll(Enumerable.Range(1, 12).Select(n => desk.Put(id, TestPeople.Analyst, new Milestone($"m{n}", $"Milestone {n}"))));
        await Task.WhenAll(Enumerable.Range(1, 12).Select(n =>
            office.Get<MoneyDesk>().Take(id, TestPeople.Analyst, [new MonthOfMoney(new Month(2026, n), n)])));

        var delivery = (await office.Get<DeliveryQueries>().Read(id))!;
        Assert.Equal(12, delivery.Plan.Milestones.Count);
        Assert.Equal(78, delivery.Money!.Money.Bac.Value);
        Assert.Equal(78, delivery.Project.Budget);
    }
}
