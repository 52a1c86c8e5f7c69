using System.Collections.Concurrent;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Contracts.Orchestrations;

/// <summary>What other engines were seen to lose.</summary>
public abstract partial class OrchestrationContract
{
    [Fact]
    public async Task an_event_sent_before_the_instance_has_begun_is_kept()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(Told)));
        for (var i = 0; i < 5; i++)
        {
            await Start(world, $"early-{i}");
            Assert.Equal(RaiseOutcome.Accepted, await world.Client.RaiseEvent($"early-{i}", Told, $"{i}", Patience));
        }
        for (var i = 0; i < 5; i++)
            Assert.Equal($"{i}", await Output(world, $"early-{i}"));
    }

    [Fact]
    public async Task an_event_raised_while_the_reminder_is_being_sent_is_not_lost()
    {
        var (sending, sent) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var world = await Open(new Story()
            .Activity(Echo, async (_, text) =>
            {
                sending.TrySetResult();
                await sent.Task;
                return text;
            })
            .Orchestration(Main, async (context, _) =>
            {
                var decided = context.WaitForEvent(Told);
                for (var reminders = 0; ; reminders++)
                {
                    using var cancel = new CancellationTokenSource();
                    var due = context.CreateTimer(context.UtcNow.Add(Seconds(2)), cancel.Token);
                    if (await Task.WhenAny(decided, due) == decided)
                    {
                        cancel.Cancel();
                        return $"{await decided} after {reminders}";
                    }
                    await context.CallActivity(Echo, "remind");
                }
            }));
        await Start(world, "reminded");
        await world.Settled("reminded");
        var advanced = world.Advance(Seconds(2.1));
        await sending.Task.WaitAsync(Patience);
        Assert.Equal(RaiseOutcome.Accepted, await world.Client.RaiseEvent("reminded", Told, "yes", Patience));
        sent.SetResult();
        Assert.Equal("yes after 1", await Output(world, "reminded"));
        await advanced;
    }

    [Fact]
    public async Task a_wait_before_a_retry_outlives_a_restart()
    {
        var attempts = new ConcurrentQueue<int>();
        await using var world = await Open(new Story()
            .Activity(Flaky, (context, _) =>
            {
                attempts.Enqueue(context.Attempt);
                return context.Attempt < 2 ? throw new InvalidOperationException("not yet") : Task.FromResult("at last");
            })
            .Orchestration(Main, async (context, _) => await context.CallActivity(Flaky, "")));
        await Start(world, "patient");
        await world.Settled("patient");
        await world.Restart();
        await world.Advance(Seconds(1.1));
        Assert.Equal("at last", await Output(world, "patient"));
        Assert.Equal([1, 2], attempts);
    }

    [Fact]
    public async Task a_wait_between_attempts_is_never_longer_than_the_longest()
    {
        var steep = new ActivityReference<string, string>("Steep")
        {
            Retry = new RetryPolicy(3, Seconds(1)) { Coefficient = 1000, MaxInterval = Seconds(1) },
        };
        await using var world = await Open(new Story()
            .Activity(steep, (context, _) => context.Attempt < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult("at last"))
            .Orchestration(Main, async (context, _) => await context.CallActivity(steep, "")));
        await Start(world, "steep");
        for (var i = 0; i < 2; i++)
        {
            await world.Settled("steep");
            await world.Advance(Seconds(1.1));
        }
        Assert.Equal("at last", await Output(world, "steep"));
    }

    [Fact]
    public async Task an_activity_that_ends_while_its_orchestration_is_suspended_is_not_run_again()
    {
        var runs = 0;
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var world = await Open(new Story()
            .Activity(Echo, async (_, text) =>
            {
                Interlocked.Increment(ref runs);
                entered.TrySetResult();
                await release.Task;
                return text;
            })
            .Orchestration(Main, async (context, _) => await context.CallActivity(Echo, "done")));
        await Start(world, "paused");
        await entered.Task.WaitAsync(Patience);
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Suspend("paused", "wait", Patience));
        // It may be on its way still, and the activity's end must not overtake it.
        var patience = Patience;
        while ((await world.Client.Get("paused", patience))!.Status != OrchestrationStatus.Suspended)
            patience.ThrowIfCancellationRequested();
        release.SetResult();
        await world.Settled("paused");
        Assert.Equal(OrchestrationStatus.Suspended, (await world.Client.Get("paused", Patience))!.Status);
        await world.Client.Resume("paused", "go on", Patience);
        Assert.Equal("done", await Output(world, "paused"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task terminate_reaches_an_instance_whose_activity_does_not_end()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var world = await Open(new Story()
            .Activity(Echo, async (_, text) =>
            {
                entered.TrySetResult();
                await release.Task;
                return text;
            })
            .Orchestration(Main, async (context, _) => await context.CallActivity(Echo, "never")));
        await Start(world, "hangs");
        await entered.Task.WaitAsync(Patience);
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Terminate("hangs", "enough", cancellation: Patience));
        Assert.Equal(OrchestrationStatus.Terminated, (await world.Client.WaitForEnd("hangs", Patience)).Status);
        release.SetResult();
        await world.Settled("hangs");
        Assert.Equal(OrchestrationStatus.Terminated, (await world.Client.Get("hangs", Patience))!.Status);
    }

    [Fact]
    public async Task a_timer_fires_once_also_across_a_restart()
    {
        var rings = 0;
        await using var world = await Open(new Story()
            .Activity(Echo, (string text) => $"{text} {Interlocked.Increment(ref rings)}")
            .Orchestration(Main, async (context, _) =>
            {
                await context.CreateTimer(context.UtcNow.Add(Seconds(1)));
                return await context.CallActivity(Echo, "rang") + await context.WaitForEvent(Told);
            }));
        await Start(world, "once");
        await world.Settled("once");
        await world.Advance(Seconds(1.1));
        await world.Settled("once");
        await world.Restart();
        await world.Settled("once");
        await world.Client.RaiseEvent("once", Told, ".", Patience);
        Assert.Equal("rang 1.", await Output(world, "once"));
    }

    [Fact]
    public async Task a_timer_years_away_is_taken_and_when_cancelled_keeps_nothing_running()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            using var cancel = new CancellationTokenSource();
            var far = context.CreateTimer(context.UtcNow.AddDays(3000), cancel.Token);
            var told = context.WaitForEvent(Told);
            var first = await Task.WhenAny(told, far);
            cancel.Cancel();
            return first == told ? await told : "early";
        }));
        await Start(world, "far");
        await world.Settled("far");
        await world.Advance(Seconds(1));
        await world.Client.RaiseEvent("far", Told, "told", Patience);
        Assert.Equal("told", await Output(world, "far"));
    }
}
