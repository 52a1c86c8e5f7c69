using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>What this engine promises beyond what every platform does.</summary>
public sealed class EngineTests
{
    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly OrchestrationReference<string, string> Child = new("Child");
    private static readonly ActivityReference<string, string> Echo = new("Echo");
    private static readonly EventReference<string> Told = new("Told");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task an_activity_that_is_done_and_the_next_that_is_asked_for_are_one_commit()
    {
        const int Steps = 20;
        await using var world = await EmbeddedWorld.Open(new Story().Activity(Echo, text => text).Orchestration(Main, async (context, text) =>
        {
            for (var i = 0; i < Steps; i++)
                text = await context.CallActivity(Echo, text);
            return text;
        }));
        await world.Platform.WhenIdle();
        var before = await CommitsOnceQuiet(world);
        await world.Client.Start(Main, "steps", "x", Cancel);
        await world.Client.WaitForEnd("steps", Cancel);
        Assert.Equal(1 + 1 + Steps, await CommitsOnceQuiet(world) - before - 1);
    }

    // The writer's own marks are behind this write, which counts itself.
    private static async Task<long> CommitsOnceQuiet(EmbeddedWorld world)
    {
        await world.Platform.WhenIdle();
        await world.Platform.Engine.Writer.Write(_ => true);
        return world.Platform.Engine.Writer.Commits;
    }

    [Fact]
    public async Task raising_to_an_instance_that_is_not_there_is_refused()
    {
        await using var world = await EmbeddedWorld.Open(new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(Told)));
        Assert.Equal(RaiseOutcome.NotFound, await world.Client.RaiseEvent("nobody", Told, "x", Cancel));
        await world.Client.Start(Main, "nobody", "", Cancel);
        await world.Platform.WhenIdle();
        Assert.False((await world.Client.Get("nobody", Cancel))!.HasEnded);
    }

    [Fact]
    public async Task an_orchestration_that_is_not_registered_cannot_be_started()
    {
        await using var world = await EmbeddedWorld.Open(new Story());
        await Assert.ThrowsAsync<ArgumentException>(() => world.Client.Start(Main, "unknown", "", Cancel));
        Assert.Null(await world.Client.Get("unknown", Cancel));
    }

    [Fact]
    public async Task what_is_sent_while_the_instance_is_pending_and_the_engine_not_yet_running_is_kept_in_order()
    {
        using var folder = new DataFolder();
        var options = new EmbeddedPlatformOptions { DataFolder = folder.Path };
        var story = new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(Told) + await context.WaitForEvent(Told));
        await using var platform = EmbeddedPlatform.OpenFile(options, story.Catalog, Nobody.Here, TimeProvider.System, null);
        await platform.Client.Start(Main, "pending", "", Cancel);
        foreach (var letter in "ab")
            Assert.Equal(RaiseOutcome.Accepted, await platform.Client.RaiseEvent("pending", Told, $"{letter}", Cancel));
        Assert.Equal(OrchestrationStatus.Pending, (await platform.Client.Get("pending", Cancel))!.Status);
        platform.Start();
        Assert.Equal("ab", (await platform.Client.WaitForEnd("pending", Cancel)).Output.ToString());
    }

    [Fact]
    public async Task a_timer_fires_years_later_and_not_a_day_before()
    {
        await using var world = await EmbeddedWorld.Open(new Story().Orchestration(Main, async (context, _) =>
        {
            await context.CreateTimer(context.UtcNow.AddDays(3000));
            return $"{context.UtcNow:O}";
        }));
        var due = world.Now.AddDays(3000);
        await world.Client.Start(Main, "far", "", Cancel);
        await world.Platform.WhenIdle();
        await world.Advance(TimeSpan.FromDays(2000));
        await world.Restart();
        await world.Advance(TimeSpan.FromDays(999));
        Assert.False((await world.Client.Get("far", Cancel))!.HasEnded);
        await world.Advance(TimeSpan.FromDays(1));
        Assert.Equal($"{due:O}", (await world.Client.WaitForEnd("far", Cancel)).Output.ToString());
    }

    [Fact]
    public async Task a_clock_set_back_unfires_nothing_and_fires_nothing_twice()
    {
        var rings = 0;
        await using var world = await EmbeddedWorld.Open(new Story()
            .Activity(Echo, (string _) => $"{Interlocked.Increment(ref rings)}")
            .Orchestration(Main, async (context, _) =>
            {
                var due = context.UtcNow.AddHours(1);
                await context.CreateTimer(due);
                await context.CallActivity(Echo, "");
                await context.WaitForEvent(Told);
                return $"{context.UtcNow >= due}";
            }));
        await world.Client.Start(Main, "jump", "", Cancel);
        await world.Platform.WhenIdle();
        await world.Advance(TimeSpan.FromHours(1));
        world.Time.AdjustTime(world.Now.AddDays(-30));
        await world.Restart();
        await world.Advance(TimeSpan.FromDays(40));
        await world.Client.RaiseEvent("jump", Told, "", Cancel);
        Assert.Equal("True", (await world.Client.WaitForEnd("jump", Cancel)).Output.ToString());
        Assert.Equal(1, rings);
    }

    [Fact]
    public async Task a_new_execution_counts_its_steps_from_the_start_and_its_history_is_its_own()
    {
        var keys = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var world = await EmbeddedWorld.Open(new Story()
            .Activity(Echo, (context, text) =>
            {
                keys.Enqueue(context.IdempotencyKey.Split('.')[1]);
                return Task.FromResult(text);
            })
            .Orchestration(Main, async (context, input) =>
            {
                await context.CallActivity(Echo, input);
                if (input.Length < 3)
                    context.ContinueAsNew(input + "x");
                else
                    await context.WaitForEvent(Told);
                return input;
            }));
        await world.Client.Start(Main, "loop", "x", Cancel);
        await world.Platform.WhenIdle();
        Assert.Equal(["0/0", "1/0", "2/0"], keys);
        Assert.Equal(["Main started", "Echo asked for", "Echo completed"], world.Platform.Operations.History("loop")!.Select(line => line.What));
    }

    [Fact]
    public async Task nothing_that_an_instance_still_waited_for_outlives_it()
    {
        await using var world = await EmbeddedWorld.Open(new Story().Orchestration(Main, async (context, input) =>
        {
            _ = context.CreateTimer(context.UtcNow.AddDays(1));
            _ = context.CallActivity(new ActivityReference<string, string>("Nobody has it"), "");
            return await context.WaitForEvent(Told);
        }));
        await world.Client.Start(Main, "leaves", "", Cancel);
        await world.Platform.WhenIdle();
        await world.Client.RaiseEvent("leaves", Told, "x", Cancel);
        await world.Client.WaitForEnd("leaves", Cancel);
        Assert.Equal(0, world.Platform.Engine.Database.Read(connection => connection.Prepare(
            "SELECT (SELECT count(*) FROM timers) + (SELECT count(*) FROM work) + (SELECT count(*) FROM inbox)").Scalar()));
        Assert.Null(world.Platform.NextTimer);
    }

    [Fact]
    public async Task a_child_under_a_taken_id_surfaces_as_a_permanent_failure()
    {
        await using var world = await EmbeddedWorld.Open(new Story()
            .Orchestration(Child, async (context, _) => await context.WaitForEvent(Told))
            .Orchestration(Main, async (context, _) =>
            {
                try
                {
                    return await context.CallSubOrchestration(Child, "taken", "");
                }
                catch (TaskFailedException e)
                {
                    return $"{e.Failure.IsPermanent}";
                }
            }));
        await world.Client.Start(Child, "taken", "", Cancel);
        await world.Client.Start(Main, "parent", "", Cancel);
        Assert.Equal("True", (await world.Client.WaitForEnd("parent", Cancel)).Output.ToString());
        Assert.False((await world.Client.Get("taken", Cancel))!.HasEnded);
    }

    [Fact]
    public async Task the_least_recently_used_orchestrations_are_let_go_of_first_and_the_rest_stays_within_its_bytes()
    {
        const int Most = 4;
        await using var world = await EmbeddedWorld.Open(
            new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(new EventReference<string>("Never"))),
            options => options.CacheBytes = Most * 5000);
        for (var i = 0; i < 10; i++)
        {
            await world.Client.Start(Main, $"kept-{i}", "", Cancel);
            await world.Platform.WhenIdle();
            // The first is used again and again, so it stays.
            await world.Client.RaiseEvent("kept-0", Told, "", Cancel);
            await world.Platform.WhenIdle();
        }
        Assert.InRange(world.Platform.Engine.LiveCount, 2, Most);
        Assert.True(InMemory("kept-0") && InMemory("kept-9"));
        Assert.False(InMemory("kept-1"));

        bool InMemory(string id) => world.Platform.Engine.InMemory(world.Platform.Engine.Database.Read(connection =>
            connection.Prepare("SELECT instance FROM instances WHERE id=?").Bind(id).Scalar())!.Value) is not null;
    }

    [Fact]
    public async Task orchestrations_that_do_not_come_back_hold_up_nobody_else()
    {
        var stuck = new CountdownEvent(2 * Environment.ProcessorCount);
        var end = new ManualResetEventSlim();
        await using var world = await EmbeddedWorld.Open(new Story()
            .Orchestration(Child, (_, input) =>
            {
                stuck.Signal();
                end.Wait(Cancel);
                return Task.FromResult(input);
            })
            .Orchestration(Main, (_, input) => Task.FromResult(input)));
        for (var i = 0; i < stuck.InitialCount; i++)
            await world.Client.Start(Child, $"stuck-{i}", "", Cancel);
        await Task.Run(() => stuck.Wait(Cancel), Cancel);
        await world.Client.Start(Main, "free", "through", Cancel);
        Assert.Equal("through", (await world.Client.WaitForEnd("free", Cancel)).Output.ToString());
        end.Set();
        await world.Platform.WhenIdle();
    }

    [Fact]
    public async Task a_purge_leaves_the_documents_alone()
    {
        await using var world = await EmbeddedWorld.Open(new Story().Orchestration(Main, (_, input) => Task.FromResult(input)));
        var table = new TableReference<Step>("Timeline", StoryJson.Default.Step);
        await world.Platform.Tables.Upsert(table, new TableKey("over", "1"), new Step(1, "kept", []), Cancel);
        await world.Client.Start(Main, "over", "", Cancel);
        await world.Client.WaitForEnd("over", Cancel);
        await world.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await world.Platform.Operations.PurgeEnded(world.Now, Cancel));
        Assert.Null(await world.Client.Get("over", Cancel));
        Assert.Equal("kept", (await world.Platform.Tables.Find(table, new TableKey("over", "1"), Cancel))!.Document.Text);
    }

    private sealed class Nobody : IServiceProvider
    {
        public static readonly Nobody Here = new();

        public object? GetService(Type serviceType) => null;
    }
}
