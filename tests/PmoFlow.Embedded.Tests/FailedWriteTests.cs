using Microsoft.Extensions.Time.Testing;
using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Engine;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>A file that is locked, full or broken for a while: when that is over everything goes on, in the same process.</summary>
public sealed class FailedWriteTests
{
    private const int Full = 13;

    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly ActivityReference<string, string> Flaky = new("Flaky") { Retry = new RetryPolicy(3, TimeSpan.FromMinutes(1)) };
    private static readonly EventReference<string> Told = new("Told");

    [Fact(Timeout = 60_000)]
    public async Task a_retry_that_falls_due_while_nothing_can_be_written_runs_afterwards()
    {
        await using var world = await EmbeddedWorld.Open(FailsOnce());
        await world.Client.Start(Main, "retry", "", TestContext.Current.CancellationToken);
        await world.Platform.WhenIdle();
        using (var disk = new BadDisk(world.Platform.Engine.Writer))
        {
            world.Time.Advance(TimeSpan.FromMinutes(2));
            await disk.Refused;
        }
        await GoesOn(world);
        Assert.Equal("done", (await world.Client.WaitForEnd("retry", TestContext.Current.CancellationToken)).Output.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task work_that_cannot_be_fetched_while_nothing_can_be_written_runs_afterwards()
    {
        await using var world = await EmbeddedWorld.Open(FailsOnce());
        await world.Client.Start(Main, "fetch", "", TestContext.Current.CancellationToken);
        await world.Platform.WhenIdle();
        // The commit that makes the retry ready goes well; the fetch after it does not.
        using (var disk = new BadDisk(world.Platform.Engine.Writer, after: 1))
        {
            world.Time.Advance(TimeSpan.FromMinutes(2));
            await disk.Refused;
        }
        await GoesOn(world);
        Assert.Equal("done", (await world.Client.WaitForEnd("fetch", TestContext.Current.CancellationToken)).Output.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task a_result_for_a_suspended_instance_that_cannot_be_written_is_kept_for_when_it_can()
    {
        var (begun, go, runs) = (new SemaphoreSlim(0), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        await using var world = await EmbeddedWorld.Open(new Story()
            .Activity(Flaky, async (_, text) =>
            {
                runs++;
                begun.Release();
                await go.Task;
                return text;
            })
            .Orchestration(Main, async (context, _) => await context.CallActivity(Flaky, "done")));
        await world.Client.Start(Main, "kept", "", TestContext.Current.CancellationToken);
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        await world.Client.Suspend("kept", "", TestContext.Current.CancellationToken);
        using (var disk = new BadDisk(world.Platform.Engine.Writer))
        {
            go.SetResult();
            await disk.Refused;
        }
        await GoesOn(world);
        await world.Client.Resume("kept", "", TestContext.Current.CancellationToken);
        Assert.Equal("done", (await world.Client.WaitForEnd("kept", TestContext.Current.CancellationToken)).Output.ToString());
        Assert.Equal(1, runs);
    }

    [Fact]
    public void timers_that_cannot_be_read_for_a_while_fire_afterwards()
    {
        const int MoreThanAreReadAtOnce = 20_001;
        using var folder = new DataFolder();
        using var database = Database.Open(folder.Path);
        var time = new FakeTimeProvider();
        database.Writer.Execute($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<{MoreThanAreReadAtOnce})
            INSERT INTO timers(instance, execution, task, kind, fire_at) SELECT i, 0, 0, 0, {time.GetUtcNow().AddHours(1).UtcTicks} FROM n
            """);
        var (fired, unread) = (0, 0);
        using var timers = new TimerQueue(database, time, new IdleSignal(), _ => fired++, _ => unread++);
        timers.Start();
        database.Writer.Execute("ALTER TABLE timers RENAME TO lost");
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((MoreThanAreReadAtOnce - 1, true), (fired, unread > 0));
        database.Writer.Execute("ALTER TABLE lost RENAME TO timers");
        time.Advance(EmbeddedEngine.Pause);
        Assert.Equal(MoreThanAreReadAtOnce, fired);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_careful_start_that_cannot_write_for_a_while_goes_on_afterwards()
    {
        await using var world = await EmbeddedWorld.Open(new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(Told)));
        await world.Client.Start(Main, "held", "", TestContext.Current.CancellationToken);
        await world.Platform.WhenIdle();
        await world.HasBegun();
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var data = Path.Combine(world.Folder, Database.FileName);
        world.Platform.Engine.Writer.HaltAt = point => point == CommitPoint.AfterCommit && HoldsMessage(data) && dead.TrySetResult();
        _ = world.Client.RaiseEvent("held", Told, "x", TestContext.Current.CancellationToken);
        await dead.Task.WaitAsync(TestContext.Current.CancellationToken);
        world.Platform.Crash();
        using (var file = Connection.Open(data, readOnly: false))
            file.Execute("UPDATE sequence SET value=2 WHERE name='unfinished starts'");
        BadDisk? disk = null;
        // The first commit reads what is there, the next one counts.
        await world.Reopen(writer => disk = new BadDisk(writer, after: 1));
        await disk!.Refused;
        disk.Dispose();
        await GoesOn(world);
        Assert.Equal("x", (await world.Client.WaitForEnd("held", TestContext.Current.CancellationToken)).Output.ToString());
    }

    private static bool HoldsMessage(string data)
    {
        using var file = Connection.Open(data, readOnly: true);
        return file.Read("SELECT count(*) FROM inbox") != "0";
    }

    private static Story FailsOnce() => new Story()
        .Activity(Flaky, (context, text) => context.Attempt == 1 ? throw new InvalidOperationException("not yet") : Task.FromResult(text))
        .Orchestration(Main, async (context, _) => await context.CallActivity(Flaky, "done"));

    // What failed is tried again after a pause.
    private static async Task GoesOn(EmbeddedWorld world)
    {
        await world.Platform.WhenIdle();
        await world.Advance(EmbeddedEngine.Pause);
    }

    /// <summary>Nothing can be written from the commit after the given number of them until this is disposed.</summary>
    private sealed class BadDisk : IDisposable
    {
        private readonly Writer writer;
        private readonly TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public BadDisk(Writer writer, int after = 0)
        {
            this.writer = writer;
            writer.HaltAt = point =>
            {
                if (point != CommitPoint.BeforeCommit || after-- > 0)
                    return false;
                refused.TrySetResult();
                throw new StorageException(Full, "The disk is full.");
            };
        }

        public Task Refused => refused.Task.WaitAsync(TestContext.Current.CancellationToken);

        public void Dispose() => writer.HaltAt = null;
    }
}
