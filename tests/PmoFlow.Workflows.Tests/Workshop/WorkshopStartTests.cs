using System.Reflection;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Tests.Office;
using PmoFlow.Workflows.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Workshop;

/// <summary>A process ends after it wrote down that something was begun, and before it began.</summary>
public sealed class WorkshopStartTests
{
    [Fact]
    public async Task migration_that_was_written_down_is_begun_by_the_sweep()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        var from = (await office.Request(id)).Lifecycle;
        var to = await office.Publish("standard", ("serviceLevel: 2 working days", "serviceLevel: 4 working days"));
        var desk = new MigrationDesk(office.Get<ITableStore>(), office.Get<RunningRequests>(), office.Get<RequestLedger>(), office.Get<LifecycleLibrary>(),
            Ended(office), office.Get<UnitCalendars>(), office.Clock);
        await Assert.ThrowsAsync<IOException>(() => desk.Begin(from, to, null, Publishing.Administrator));

        await office.Restart();
        var record = Assert.Single(await office.Get<MigrationDesk>().Of("standard"));

        Assert.Equal(1, (await office.Finish(record)).Moved);
        Assert.Equal(to, (await office.Request(id)).Lifecycle);
        Assert.Empty(await Pending(office));
    }

    [Fact]
    public async Task trial_that_was_written_down_is_begun_by_the_sweep()
    {
        await using var office = await TestOffice.Open();
        var desk = new TrialDesk(office.Get<ITableStore>(), office.Get<LifecycleLibrary>(), Ended(office), office.Clock);
        await Assert.ThrowsAsync<IOException>(() => desk.Begin(new TrialPlan("fast-track", null, null, TestOffice.Monday, "A made-up request",
            new Dictionary<string, string> { ["unit"] = "operations", ["cost"] = "9000" }, new Dictionary<string, TrialBehaviour>()), Publishing.Administrator));
        var id = Assert.Single(await Pending(office))["trial:".Length..];
        Assert.Equal(TrialState.Running, (await office.Get<TrialDesk>().Find(id))!.State);

        await office.Restart();

        Assert.Equal(TrialState.Ended, (await office.Get<TrialDesk>().Find(id))!.State);
        Assert.Empty(await Pending(office));
    }

    private static async Task<List<string>> Pending(TestOffice office)
    {
        var owners = new List<string>();
        foreach (var shard in OrchestrationInbox.AllShards)
            owners.AddRange(await office.Get<ITableStore>().Scan(OfficeTables.Pending, shard).Select(pending => pending.Document.Owner).ToListAsync(TestContext.Current.CancellationToken));
        return owners;
    }

    private static WorkshopStarts Ended(TestOffice office) => new(office.Get<ITableStore>(), DispatchProxy.Create<IOrchestrationClient, EndedProcess>(), office.Clock);

    /// <summary>Whatever is asked of it: the process is gone.</summary>
    public class EndedProcess : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new IOException("The process ends here.");
    }
}
