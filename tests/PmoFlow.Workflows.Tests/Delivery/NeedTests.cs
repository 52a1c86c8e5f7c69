using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Delivery;

/// <summary>Projects that need something of each other: who looks at one reads the others only to show them.</summary>
public sealed class NeedTests
{
    [Fact]
    public async Task looking_at_a_project_reads_no_other_one()
    {
        await using var office = await TestOffice.Open();
        var (shared, one, other) = await Needing(office);
        var read = new ConcurrentBag<string>();
        var queries = Reading(office, read).Deliveries;
        await queries.Read(shared);
        await queries.Read(one);
        Assert.Equal(new[] { one.Value, shared.Value }.Order(), read.Select(key => key.Split('/')[0]).Distinct().Order());
        Assert.DoesNotContain(read, key => key.StartsWith(other.Value, StringComparison.Ordinal));
        Assert.Single(read, $"{shared}/{DeliveryTables.MilestonesRow}");
    }

    [Fact]
    public async Task each_other_project_is_read_once_to_show_what_is_needed()
    {
        await using var office = await TestOffice.Open();
        var (shared, one, other) = await Needing(office);
        var delivery = (await office.Get<DeliveryQueries>().Read(one))!;
        var read = new ConcurrentBag<string>();
        var needs = (await Reading(office, read).Needs.Of(delivery)).Needs;
        Assert.Equal(["Network", "Power", "Room"], needs.Select(need => need.Need.What));
        Assert.All(needs.Take(2), need => Assert.Equal("WLAN stands", need.Other.Milestones[0].Title));
        Assert.Equal(read.Distinct().Order(), read.Order());
        Assert.DoesNotContain(read, key => key == $"{one}/{DeliveryTables.MilestonesRow}");

        read.Clear();
        var neededBy = (await Reading(office, read).Needs.Of((await office.Get<DeliveryQueries>().Read(shared))!)).NeededBy;
        Assert.Equal([("Network", one), ("Power", one), ("Network", other)], neededBy.Select(need => (need.Need.What, need.Need.Project)).OrderBy(need => need.Project == other));
        Assert.Equal(read.Distinct().Order(), read.Order());
    }

    /// <summary>One that two others need, one of them for two things; that one needs something of the other, too.</summary>
    private static async Task<(ProjectId Shared, ProjectId One, ProjectId Other)> Needing(TestOffice office)
    {
        var ids = new List<ProjectId>();
        for (var i = 0; i < 3; i++)
            ids.Add((await office.Request(await office.InDelivery())).Project!.Value);
        var (shared, one, other) = (ids[0], ids[1], ids[2]);
        var desk = office.Get<PlanDesk>();
        Done(await desk.Put(shared, TestPeople.Analyst, new Milestone("m1", "WLAN stands") { Plan = new DateOnly(2027, 3, 1) }));
        Done(await desk.Need(one, TestPeople.Analyst, [Need(one, shared, "Network"), Need(one, shared, "Power"), Need(one, other, "Room")]));
        Done(await desk.Need(other, TestPeople.Analyst, [Need(other, shared, "Network")]));
        return (shared, one, other);
    }

    private static ProjectDependency Need(ProjectId project, ProjectId on, string what) => new(project, on, what, new DateOnly(2027, 2, 1), "m1");

    private static (DeliveryQueries Deliveries, NeedQueries Needs) Reading(TestOffice office, ConcurrentBag<string> read)
    {
        var (services, tables) = (office.Get<IServiceProvider>(), new NotingTables(office.Get<ITableStore>(), read));
        var ledger = ActivatorUtilities.CreateInstance<ProjectLedger>(services, tables);
        var deliveries = ActivatorUtilities.CreateInstance<DeliveryQueries>(services, tables, ledger);
        return (deliveries, ActivatorUtilities.CreateInstance<NeedQueries>(services, tables, ledger, deliveries));
    }

    private static T Done<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome).Value;

    /// <summary>Tables that note which rows are read.</summary>
    private sealed class NotingTables(ITableStore inner, ConcurrentBag<string> read) : ITableStore
    {
        public Task<Stored<T>?> Find<T>(TableReference<T> table, TableKey key, CancellationToken cancellation = default) where T : class
        {
            read.Add($"{key.Partition}/{key.Row}");
            return inner.Find(table, key, cancellation);
        }

        public IAsyncEnumerable<Stored<T>> Scan<T>(
            TableReference<T> table, string partition, RowRange rows = default, CancellationToken cancellation = default) where T : class =>
            inner.Scan(table, partition, rows, cancellation);

        public Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default) => inner.Write(batch, cancellation);
    }
}
