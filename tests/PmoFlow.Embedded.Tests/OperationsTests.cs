using System.Collections.Concurrent;
using System.Diagnostics;
using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Engine;
using PmoFlow.Embedded.Operations;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

public sealed class OperationsTests
{
    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly OrchestrationReference<string, string> Child = new("Child");
    private static readonly ActivityReference<string, string> Echo = new("Echo") { Retry = new RetryPolicy(2, TimeSpan.FromHours(1)) };
    private static readonly EventReference<string> Told = new("Told");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Story Gate() => new Story()
        .Activity(Echo, text => text == "bad" ? throw new InvalidOperationException("bad") : text)
        .Orchestration(Child, async (context, _) => await context.WaitForEvent(Told))
        .Orchestration(Main, async (context, input) =>
        {
            var text = await context.CallActivity(Echo, "first");
            var child = context.CallSubOrchestration(Child, $"{context.InstanceId}-child", "");
            var due = context.CreateTimer(context.UtcNow.AddDays(10));
            _ = input == "retry" ? context.CallActivity(Echo, "bad") : null;
            await Task.WhenAny(child, due, context.WaitForEvent(Told));
            return text;
        });

    [Fact]
    public async Task an_operator_reads_why_an_instance_waits_and_what_it_did()
    {
        await using var world = await EmbeddedWorld.Open(Gate());
        await world.Client.Start(Main, "gate", "retry", Cancel);
        await world.Platform.WhenIdle();
        var operations = world.Platform.Operations;
        Assert.Equal(
            [
                new WaitReason(WaitKind.Event, "Told"), new WaitReason(WaitKind.Timer, "", world.Now.AddDays(10)),
                new WaitReason(WaitKind.Retry, "Echo", world.Now.AddHours(1)), new WaitReason(WaitKind.Child, "gate-child"),
            ],
            operations.WhyWaiting("gate"));
        Assert.Equal(
            [
                "Main started", "Echo asked for", "Echo completed", "Child started as 'gate-child'",
                $"Timer set for {world.Now.AddDays(10):u}", "Echo asked for",
                "Echo failed: System.InvalidOperationException: bad", $"Echo: attempt 2 at {world.Now.AddHours(1):u}",
            ],
            operations.History("gate")!.Select(line => line.What));
        await world.Client.Suspend("gate", "", Cancel);
        Assert.Contains(operations.WhyWaiting("gate")!, wait => wait.Kind == WaitKind.Suspended);
        await world.Client.Terminate("gate", "", recursive: true, cancellation: Cancel);
        Assert.Empty(operations.WhyWaiting("gate")!);
        Assert.Null(operations.WhyWaiting("nobody"));
        Assert.Null(operations.History("nobody"));
    }

    [Fact]
    public async Task work_without_code_is_parked_and_runs_when_a_person_retries_it_after_the_fix()
    {
        var story = new Story().Orchestration(Main, async (context, _) => await context.CallActivity(Echo, "x"));
        await using var world = await EmbeddedWorld.Open(story);
        await world.Client.Start(Main, "parked", "", Cancel);
        await world.Platform.WhenIdle();
        await world.Client.Start(Main, "another", "", Cancel);
        await world.Platform.WhenIdle();
        Assert.Equal(["another", "parked"], world.Platform.Operations.Parked().Select(work => work.InstanceId));
        Assert.Equal(["another"], world.Platform.Operations.Parked(limit: 1).Select(work => work.InstanceId));
        await world.Client.Terminate("another", "", cancellation: Cancel);
        var parked = Assert.Single(world.Platform.Operations.Parked(limit: 1, "parked"));
        Assert.Empty(world.Platform.Operations.Parked(limit: 1, "another"));
        Assert.Equal(("parked", "Echo"), (parked.InstanceId, parked.Activity));
        Assert.Contains(world.Platform.Operations.WhyWaiting("parked")!, wait => wait.Kind == WaitKind.ParkedWork);
        world.Story.Activity(Echo, text => text);
        await world.Restart();
        await world.Platform.WhenIdle();
        Assert.Single(world.Platform.Operations.Parked());
        Assert.Equal(SignalOutcome.Accepted, await world.Platform.Operations.RetryParked("parked", parked.Execution, parked.Task));
        Assert.Equal(OrchestrationStatus.Completed, (await world.Client.WaitForEnd("parked", Cancel)).Status);
    }

    [Fact]
    public async Task an_ended_instance_can_be_restarted_and_a_live_one_cannot()
    {
        var runs = 0;
        await using var world = await EmbeddedWorld.Open(new Story()
            .Orchestration(Main, async (context, input) => $"{input} {++runs} {await context.WaitForEvent(Told)}"));
        await world.Client.Start(Main, "again", "in", Cancel);
        await world.Platform.WhenIdle();
        Assert.Equal(SignalOutcome.NotApplicable, await world.Platform.Operations.Restart("again"));
        await world.Client.Terminate("again", "", cancellation: Cancel);
        Assert.Equal(SignalOutcome.Accepted, await world.Platform.Operations.Restart("again"));
        await world.Client.RaiseEvent("again", Told, "out", Cancel);
        Assert.Equal("in 2 out", (await world.Client.WaitForEnd("again", Cancel)).Output.ToString());
        Assert.Equal(SignalOutcome.NotFound, await world.Platform.Operations.Restart("nobody"));
    }

    [Fact]
    public async Task what_has_long_ended_is_purged_by_itself_and_nothing_else()
    {
        await using var world = await EmbeddedWorld.Open(
            new Story().Orchestration(Main, async (context, input) => input switch
            {
                "wait" => await context.WaitForEvent(Told),
                "fail" => throw new InvalidOperationException("fail"),
                _ => input,
            }),
            options => options.EndedKeptFor = TimeSpan.FromDays(30));
        for (var i = 0; i < 250; i++)
            await world.Client.Start(Main, $"old-{i}", "", Cancel);
        await world.Client.Start(Main, "alive", "wait", Cancel);
        await world.Client.Start(Main, "failed", "fail", Cancel);
        await world.Advance(TimeSpan.FromDays(20));
        await world.Client.Start(Main, "young", "", Cancel);
        await world.Advance(TimeSpan.FromDays(10.5));
        var left = await world.Client.List(new OrchestrationQuery(), Cancel);
        Assert.Equal(["alive", "failed", "young"], left.Instances.Select(instance => instance.InstanceId));
    }

    [Fact]
    public async Task load_and_readiness_tell_a_stalled_writer()
    {
        await using var world = await EmbeddedWorld.Open(Gate());
        await world.Client.Start(Main, "gate", "", Cancel);
        await world.Platform.WhenIdle();
        var load = world.Platform.Operations.Load();
        Assert.Equal(2, load.Instances[OrchestrationStatus.Running]);
        Assert.Equal((0, 0, TimeSpan.Zero), (load.Activities, load.Parked, load.OldestOverdueTimer));
        Assert.True(world.Platform.Operations.Ready().IsReady);
        world.Platform.Crash();
        Assert.False(world.Platform.Operations.Ready().IsReady);
    }

    [Fact]
    public async Task a_backup_under_load_is_whole_and_goes_on_where_it_was_taken()
    {
        using var backups = new DataFolder();
        await using var world = await EmbeddedWorld.Open(Gate());
        for (var i = 0; i < 50; i++)
            await world.Client.Start(Main, $"before-{i}", "", Cancel);
        var more = Task.WhenAll(Enumerable.Range(0, 300).Select(i => world.Client.Start(Main, $"during-{i}", "", Cancel)));
        var file = "";
        for (var i = 0; i < 4; i++)
        {
            file = (await world.Platform.Operations.Backup(backups.Path, keep: 2, Cancel)).Place;
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }
        await more;
        Assert.Equal(2, Directory.GetFiles(backups.Path).Length);

        await world.Platform.DisposeAsync();
        foreach (var old in Directory.GetFiles(world.Folder, "pmoflow.db*"))
            File.Delete(old);
        File.Copy(file, Path.Combine(world.Folder, Database.FileName));
        await world.Reopen();
        await world.Platform.WhenIdle();
        for (var i = 0; i < 50; i++)
        {
            await world.Client.RaiseEvent($"before-{i}", Told, "", Cancel);
            Assert.Equal(OrchestrationStatus.Completed, (await world.Client.WaitForEnd($"before-{i}", Cancel)).Status);
        }
    }

    [Fact]
    public async Task a_backup_is_taken_by_itself_when_it_is_due_and_the_newest_are_kept()
    {
        using var backups = new DataFolder();
        await using var world = await EmbeddedWorld.Open(Gate(), options =>
            (options.BackupEvery, options.BackupFolder, options.BackupsKept) = (TimeSpan.FromDays(1), backups.Path, 2));
        await world.Client.Start(Main, "gate", "", Cancel);
        await world.Advance(TimeSpan.FromSeconds(50));
        Assert.Empty(Directory.GetFiles(backups.Path));
        await world.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(Directory.GetFiles(backups.Path));
        foreach (var kept in new[] { 2, 2 })
        {
            // Started anew each time: what is due is due all the same.
            await world.Advance(TimeSpan.FromHours(12));
            await world.Platform.DisposeAsync();
            await world.Reopen();
            await world.Advance(TimeSpan.FromHours(13));
            var copies = Directory.GetFiles(backups.Path).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(kept, copies.Count);
            Assert.Contains(world.Now.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture), copies[^1], StringComparison.Ordinal);
            DataFile.Check(copies[^1]);
        }
    }

    [Fact]
    public async Task a_damaged_file_is_refused_and_the_way_back_that_it_says_leads_back()
    {
        using var backups = new DataFolder();
        await using var world = await EmbeddedWorld.Open(Gate());
        await world.Client.Start(Main, "gate", "", Cancel);
        var backup = await world.Platform.Operations.Backup(backups.Path, keep: 1, Cancel);
        var scheduled = await world.Platform.Operations.Backup(Path.Combine(world.Folder, "backups"), keep: 1, Cancel);
        await world.Platform.DisposeAsync();
        var file = Path.Combine(world.Folder, Database.FileName);
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        Array.Fill(bytes, (byte)0xFF, 4096 * 3, 4096);
        await File.WriteAllBytesAsync(file, bytes, Cancel);
        var refused = await Assert.ThrowsAsync<DamagedDatabaseException>(world.Reopen);
        Assert.Contains("move the file and its -wal and -shm companions away, and put the newest backup in its place", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(scheduled.Place, refused.Message, StringComparison.Ordinal);
        foreach (var damaged in Directory.GetFiles(world.Folder, "pmoflow.db*"))
            File.Move(damaged, Path.Combine(backups.Path, "damaged-" + Path.GetFileName(damaged)));
        File.Copy(backup.Place, file);
        await world.Reopen();
        await world.Client.RaiseEvent("gate", Told, "", Cancel);
        Assert.Equal(OrchestrationStatus.Completed, (await world.Client.WaitForEnd("gate", Cancel)).Status);
    }

    [Fact]
    public async Task an_activity_belongs_to_the_trace_that_its_orchestration_was_started_in()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is EngineTelemetry.Name or "test",
            Sample = (ref ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        await using var world = await EmbeddedWorld.Open(Gate());
        ActivityTraceId trace;
        using (var request = source.StartActivity("request"))
        {
            trace = request!.TraceId;
            await world.Client.Start(Main, "traced", "", Cancel);
        }
        await world.Platform.WhenIdle();
        var span = Assert.Single(spans, span => span.OperationName == "Echo" && span.GetTagItem("pmoflow.instance") is "traced");
        Assert.Equal(trace, span.TraceId);
    }
}
