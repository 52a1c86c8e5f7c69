using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Operations;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>Ready is whose writer writes and whose timers fire.</summary>
public sealed class ReadinessTests
{
    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly EventReference<string> Told = new("Told");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Story Waiting() => new Story().Orchestration(Main, async (context, _) =>
    {
        await Task.WhenAny(context.WaitForEvent(Told), context.CreateTimer(context.UtcNow.AddDays(1)));
        return "";
    });

    [Fact]
    public async Task a_writer_that_is_locked_out_is_not_ready_and_is_ready_again_when_it_is_let_in()
    {
        await using var world = await EmbeddedWorld.Open(Waiting());
        var operations = new EmbeddedOperations(world.Platform.Engine, world.Platform.Operations);
        Assert.True((await operations.Ready(Cancel)).IsReady);

        string? why;
        using (var other = Connection.Open(Path.Combine(world.Folder, Database.FileName), readOnly: false))
        {
            other.Execute("BEGIN IMMEDIATE");
            why = await UntilNot(operations);
            other.Execute("ROLLBACK");
        }

        Assert.Matches("A commit has taken [0-9]+ s so far|The last write failed", why);
        while (!(await operations.Ready(Cancel)).IsReady)
            Cancel.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task a_look_at_readiness_writes_to_the_disk()
    {
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Platform.WhenIdle();
        await world.Client.Start(Main, "first", "", Cancel);
        await world.Platform.WhenIdle();
        var log = new FileInfo(Path.Combine(world.Folder, Database.FileName + "-wal"));
        var before = log.Length;
        Assert.True((await new EmbeddedOperations(world.Platform.Engine, world.Platform.Operations).Ready(Cancel)).IsReady);
        log.Refresh();
        Assert.True(log.Length > before, "Nothing was written.");
    }

    [Fact]
    public async Task a_write_that_the_disk_refused_is_remembered_for_a_while()
    {
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Platform.WhenIdle();
        var operations = new EmbeddedOperations(world.Platform.Engine, world.Platform.Operations);
        await Assert.ThrowsAsync<StorageException>(() => world.Platform.Engine.Writer.Write<int>(_ => throw new StorageException(13, "The disk is full.")));
        Assert.Contains("The disk is full", (await operations.Ready(Cancel)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_timer_that_is_overdue_is_not_ready_and_says_how_late_it_is()
    {
        using var folder = new DataFolder();
        var clock = new ClockWithoutAlarms();
        await using var platform = await EmbeddedPlatform.Open(
            new EmbeddedPlatformOptions { DataFolder = folder.Path }, Waiting().Catalog, NoServices.Here, clock);
        await platform.Client.Start(Main, "late", "", Cancel);
        await platform.WhenIdle();
        var operations = new EmbeddedOperations(platform.Engine, platform.Operations);
        Assert.True((await operations.Ready(Cancel)).IsReady);

        clock.Ahead = TimeSpan.FromDays(1) + TimeSpan.FromMinutes(2);

        var readiness = await operations.Ready(Cancel);
        Assert.False(readiness.IsReady);
        Assert.Matches("A timer is 1[12][0-9] s late", readiness.Reason);
    }

    private static async Task<string?> UntilNot(EmbeddedOperations operations)
    {
        while (true)
        {
            if (await operations.Ready(Cancel) is { IsReady: false } not)
                return not.Reason;
        }
    }

    /// <summary>Time goes on and nobody is woken: what a stuck timer thread looks like.</summary>
    private sealed class ClockWithoutAlarms : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Here = new();

        public object? GetService(Type serviceType) => null;
    }
}
