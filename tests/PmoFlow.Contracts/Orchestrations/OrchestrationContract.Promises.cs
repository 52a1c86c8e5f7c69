using System.Collections.Concurrent;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Contracts.Orchestrations;

public abstract partial class OrchestrationContract
{
    [Fact]
    public async Task no_attempt_begins_once_the_policy_s_time_is_up()
    {
        var hasty = new ActivityReference<string, string>("Hasty")
        {
            Retry = new RetryPolicy(100, TimeSpan.FromSeconds(1)) { Timeout = TimeSpan.FromSeconds(1.5) },
        };
        var runs = 0;
        await using var world = await Open(new Story()
            .Activity<string, string>(hasty, (string _) => throw new InvalidOperationException($"{Interlocked.Increment(ref runs)}"))
            .Orchestration(Main, async (context, _) => await context.CallActivity(hasty, "")));
        await Start(world, "hasty");
        for (var i = 0; i < 3; i++)
        {
            await world.Settled("hasty");
            await world.Advance(TimeSpan.FromSeconds(1.1));
        }
        var end = await world.Client.WaitForEnd("hasty", Patience);
        Assert.Equal(OrchestrationStatus.Failed, end.Status);
        Assert.InRange(runs, 1, 3);
        Assert.Equal($"{runs}", end.Failure!.Inner!.Message);
    }

    [Fact]
    public async Task a_new_execution_has_idempotency_keys_of_its_own()
    {
        var keys = new ConcurrentQueue<string>();
        await using var world = await Open(new Story()
            .Activity(Echo, (context, text) =>
            {
                keys.Enqueue(context.IdempotencyKey);
                return Task.FromResult(text);
            })
            .Orchestration(Main, async (context, input) =>
            {
                await context.CallActivity(Echo, input);
                if (input.Length < 3)
                    context.ContinueAsNew(input + "x");
                return input;
            }));
        await Start(world, "keys", "x");
        Assert.Equal("xxx", await Output(world, "keys"));
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public async Task a_suspended_instance_can_be_terminated()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(Told)));
        await Start(world, "held");
        await world.Settled("held");
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Suspend("held", "wait", Patience));
        await world.Settled("held");
        Assert.Equal(OrchestrationStatus.Suspended, (await world.Client.Get("held", Patience))!.Status);
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Terminate("held", "enough", cancellation: Patience));
        var end = await world.Client.WaitForEnd("held", Patience);
        Assert.Equal((OrchestrationStatus.Terminated, "enough"), (end.Status, Text(end.Output)));
    }

    [Fact]
    public async Task what_an_earlier_execution_left_running_takes_nothing_from_the_next_when_it_ends()
    {
        var slow = new ActivityReference<string, string>("Slow");
        var flaky = new ActivityReference<string, string>("Flaky") { Retry = new RetryPolicy(3, Seconds(1)) };
        var (left, begun, late, failing) = (Signal(), Signal(), Signal(), Signal());
        await using var world = await Open(new Story()
            .Activity(slow, async (_, text) =>
            {
                left.TrySetResult();
                await late.Task;
                return text;
            })
            .Activity(flaky, async (context, text) =>
            {
                if (context.Attempt > 1)
                    return text;
                begun.TrySetResult();
                await failing.Task;
                throw new InvalidOperationException("not yet");
            })
            .Orchestration(Main, async (context, input) =>
            {
                if (input.Length == 0)
                {
                    _ = context.CallActivity(slow, "");
                    await context.WaitForEvent(Told);
                    context.ContinueAsNew("second");
                    return "";
                }
                // The first task of either execution.
                var done = context.CallActivity(flaky, "done");
                var text = await context.WaitForEvent(Told);
                context.SetCustomStatus(text);
                return text + await done;
            }));
        var patience = Patience;
        await Start(world, "left");
        await left.Task.WaitAsync(patience);
        await world.Client.RaiseEvent("left", Told, "on", patience);
        await begun.Task.WaitAsync(patience);
        await Task.Run(late.SetResult, patience);
        await world.Client.RaiseEvent("left", Told, "well ", patience);
        while (Text((await world.Client.Get("left", patience))!.CustomStatus) != "well ")
            await Task.Yield();
        failing.SetResult();
        await world.Settled("left");
        await world.Advance(Seconds(1.5));
        Assert.Equal("well done", await Output(world, "left"));

        // What waits for it goes on before the call returns, as far as the platform lets it.
        static TaskCompletionSource Signal() => new();
    }
}
