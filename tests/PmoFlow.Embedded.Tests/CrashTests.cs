using System.Collections.Concurrent;
using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>The process ends at every point where it could hurt.</summary>
public sealed class CrashTests
{
    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly OrchestrationReference<string, string> Child = new("Child");
    private static readonly ActivityReference<string, string> Echo = new("Echo")
    {
        Retry = new RetryPolicy(3, TimeSpan.FromMinutes(1)),
    };
    private static readonly EventReference<string> Told = new("Told");

    private readonly ConcurrentDictionary<string, int> effects = new();

    // Everything an orchestration can do: steps, a retry, a timer, a child, an event, a new execution.
    private Story Everything() => new Story()
        .Activity(Echo, (context, text) =>
        {
            if (text == "flaky" && context.Attempt == 1)
                throw new InvalidOperationException("not yet");
            effects.AddOrUpdate($"{context.IdempotencyKey} {text}", 1, (_, n) => n + 1);
            return Task.FromResult(text);
        })
        .Orchestration(Child, async (context, input) => await context.CallActivity(Echo, input) + "!")
        .Orchestration(Main, async (context, input) =>
        {
            if (input.Length > 0)
                return input + await context.WaitForEvent(Told);
            var text = await context.CallActivity(Echo, "a");
            text += await context.CallActivity(Echo, "flaky");
            await context.CreateTimer(context.UtcNow.AddDays(40));
            text += await context.CallSubOrchestration(Child, $"{context.InstanceId}-child", "c");
            var fan = await Task.WhenAll("xyz".Select(letter => context.CallActivity(Echo, $"{letter}")));
            context.ContinueAsNew(text + string.Concat(fan) + await context.WaitForEvent(Told));
            return "";
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task an_end_of_the_process_around_any_commit_loses_and_doubles_nothing(int at)
    {
        var point = (CommitPoint)at;
        for (var crashAt = 1; ; crashAt++)
        {
            effects.Clear();
            await using var world = await EmbeddedWorld.Open(Everything());
            var commits = 0;
            var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            world.Platform.Engine.Writer.HaltAt = reached =>
            {
                if (reached != point || ++commits != crashAt)
                    return false;
                dead.TrySetResult();
                return true;
            };
            var told = await Drive(world, dead.Task);
            var crashed = dead.Task.IsCompleted;
            if (crashed)
            {
                world.Platform.Crash();
                await world.Reopen();
                await Drive(world, new TaskCompletionSource().Task, told);
            }
            var end = await world.Client.WaitForEnd("all", TestContext.Current.CancellationToken);
            Assert.Equal("aflakyc!xyz12", end.Output.ToString());
            Assert.Equal(6, effects.Count);
            Assert.True(effects.Values.Sum() <= 6 + 3, "An effect ran more often than once and what was under way.");
            if (!crashed)
                break;
        }
    }

    // Does what the world outside does, and does it again where it got no answer. Returns how many events were accepted.
    private static async Task<int> Drive(EmbeddedWorld world, Task dead, int told = 0)
    {
        if (!await Alive(world.Client.Start(Main, "all", "")))
            return told;
        for (var i = 0; i < 4; i++)
        {
            if (await Task.WhenAny(world.Platform.WhenIdle(), dead) == dead)
                return told;
            world.Time.Advance(TimeSpan.FromDays(41));
        }
        while (told < 2)
        {
            // An event that was kept but not answered is known by what the orchestration shows; here the inbox tells.
            told = await AlreadyTold(world);
            if (told >= 2)
                break;
            if (!await Alive(world.Client.RaiseEvent("all", CrashTests.Told, $"{told + 1}")))
                return told;
            told++;
        }
        await Task.WhenAny(world.Platform.WhenIdle(), dead);
        return told;

        async Task<bool> Alive(Task call) => await Task.WhenAny(call, dead) == call && call.IsCompletedSuccessfully;
    }

    private static async Task<int> AlreadyTold(EmbeddedWorld world)
    {
        var state = await world.Client.Get("all");
        if (state is null)
            return 0;
        if (state.HasEnded)
            return 2;
        var input = state.Input?.GetString() ?? "";
        var waiting = world.Platform.Engine.Database.Read(connection =>
            connection.Prepare("SELECT count(*) FROM inbox WHERE seq>0").Scalar() ?? 0);
        return (input.EndsWith('1') ? 1 : 0) + (int)waiting;
    }

    [Fact]
    public async Task an_activity_that_ends_the_process_again_and_again_is_parked()
    {
        var started = new SemaphoreSlim(0);
        var mended = false;
        var story = new Story()
            .Activity(Echo, async (context, text) =>
            {
                if (mended)
                    return text;
                started.Release();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
                return text;
            })
            .Orchestration(Main, async (context, _) => await context.CallActivity(Echo, "deadly"));
        await using var world = await EmbeddedWorld.Open(story, options => options.MaxFetches = 3);
        await world.Client.Start(Main, "poisoned", "", TestContext.Current.CancellationToken);
        for (var i = 0; i < 3; i++)
        {
            await started.WaitAsync(TestContext.Current.CancellationToken);
            world.Platform.Crash();
            await world.Reopen();
        }
        await world.Platform.WhenIdle();
        Assert.Equal(0, started.CurrentCount);
        var parked = Assert.Single(world.Platform.Operations.Parked());
        Assert.Contains("ended 3 times", parked.Reason.Message, StringComparison.Ordinal);

        mended = true;
        Assert.Equal(SignalOutcome.Accepted, await world.Platform.Operations.RetryParked("poisoned", parked.Execution, parked.Task));
        var output = (await world.Client.WaitForEnd("poisoned", TestContext.Current.CancellationToken)).Output;
        Assert.Equal("deadly", output.ToString());
    }

    [Fact]
    public async Task an_orchestration_that_ends_the_process_again_and_again_is_quarantined_alone()
    {
        var entered = new SemaphoreSlim(0);
        var end = new ManualResetEventSlim();
        var story = new Story()
            .Orchestration(Child, async (context, _) => await context.WaitForEvent(Told))
            .Orchestration(Main, (_, input) =>
            {
                entered.Release();
                end.Wait();
                return Task.FromResult(input);
            });
        await using var world = await EmbeddedWorld.Open(story, options => options.MaxFetches = 3);
        await world.HasBegun();
        for (var i = 0; i < 5; i++)
            await world.Client.Start(Child, $"innocent-{i}", "", TestContext.Current.CancellationToken);
        await world.Client.Start(Main, "deadly", "", TestContext.Current.CancellationToken);
        // The first run and two bold starts, then careful ones, which count.
        for (var i = 0; i < 6; i++)
        {
            await entered.WaitAsync(TestContext.Current.CancellationToken);
            world.Platform.Crash();
            await world.Reopen();
        }
        await world.Platform.WhenIdle();
        Assert.Equal(0, entered.CurrentCount);
        Assert.Equal(OrchestrationStatus.Quarantined, (await world.Client.Get("deadly", TestContext.Current.CancellationToken))!.Status);
        for (var i = 0; i < 5; i++)
        {
            await world.Client.RaiseEvent($"innocent-{i}", Told, "x", TestContext.Current.CancellationToken);
            Assert.Equal("x", (await world.Client.WaitForEnd($"innocent-{i}", TestContext.Current.CancellationToken)).Output.ToString());
        }
        end.Set();
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Resume("deadly", "fixed", TestContext.Current.CancellationToken));
        var released = await world.Client.WaitForEnd("deadly", TestContext.Current.CancellationToken);
        Assert.Equal(OrchestrationStatus.Completed, released.Status);
    }

    [Fact]
    public async Task an_orchestration_that_ends_the_process_when_a_timer_wakes_it_is_quarantined_too()
    {
        var entered = new SemaphoreSlim(0);
        var end = new ManualResetEventSlim();
        await using var world = await EmbeddedWorld.Open(new Story().Orchestration(Main, async (context, input) =>
        {
            await context.CreateTimer(context.UtcNow.AddHours(1));
            entered.Release();
            end.Wait();
            return input;
        }), options => options.MaxFetches = 3);
        await world.HasBegun();
        await world.Client.Start(Main, "deadly", "", TestContext.Current.CancellationToken);
        await world.Platform.WhenIdle();
        world.Time.Advance(TimeSpan.FromHours(2));
        for (var i = 0; i < 6; i++)
        {
            await entered.WaitAsync(TestContext.Current.CancellationToken);
            world.Platform.Crash();
            await world.Reopen();
        }
        await world.Platform.WhenIdle();
        Assert.Equal(0, entered.CurrentCount);
        Assert.Equal(OrchestrationStatus.Quarantined, (await world.Client.Get("deadly", TestContext.Current.CancellationToken))!.Status);
        end.Set();
        await world.Client.Resume("deadly", "fixed", TestContext.Current.CancellationToken);
        var released = await world.Client.WaitForEnd("deadly", TestContext.Current.CancellationToken);
        Assert.Equal(OrchestrationStatus.Completed, released.Status);
    }

    [Fact]
    public async Task a_start_that_never_comes_to_rest_counts_as_begun_after_a_while()
    {
        var go = new TaskCompletionSource();
        var cancel = TestContext.Current.CancellationToken;
        await using var world = await EmbeddedWorld.Open(new Story()
            .Activity(Echo, async (_, text) =>
            {
                await go.Task;
                return text;
            })
            .Orchestration(Main, async (context, _) => await context.CallActivity(Echo, "busy")));
        await world.Client.Start(Main, "busy", "", cancel);
        world.Platform.Crash();
        await world.Reopen();
        Assert.NotEqual(0, world.UnfinishedStarts());
        world.Time.Advance(TimeSpan.FromMinutes(10));
        await world.HasBegun();
        go.SetResult();
        await world.Client.WaitForEnd("busy", cancel);
    }
}
