using System.Collections.Concurrent;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Contracts.Orchestrations;

public abstract partial class OrchestrationContract
{
    private ActivityReference<string, string> Flaky => new("Flaky")
    {
        Retry = new RetryPolicy(3, Seconds(1)) { Coefficient = 2 },
    };

    [Fact]
    public async Task a_failure_surfaces_with_task_type_message_and_cause_as_data()
    {
        await using var world = await Open(new Story()
            .Activity<string, string>(Echo, (string _) => throw new InvalidOperationException("outer", new ArgumentException("inner")))
            .Orchestration(Main, async (context, _) =>
            {
                try
                {
                    return await context.CallActivity(Echo, "");
                }
                catch (TaskFailedException e)
                {
                    var failure = e.Failure;
                    return $"{failure.TaskName} {failure.ErrorType} {failure.Message} {failure.Inner?.ErrorType}";
                }
            }));
        await Start(world, "failure");
        Assert.Equal("Echo System.InvalidOperationException outer System.ArgumentException", await Output(world, "failure"));
    }

    [Fact]
    public async Task retries_keep_the_idempotency_key_count_attempts_and_wait_as_the_policy_says()
    {
        var runs = new ConcurrentQueue<(string Key, int Attempt)>();
        await using var world = await Open(new Story()
            .Activity(Flaky, (context, _) =>
            {
                runs.Enqueue((context.IdempotencyKey, context.Attempt));
                return context.Attempt < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult("at last");
            })
            .Orchestration(Main, async (context, _) =>
            {
                var began = context.UtcNow;
                var text = await context.CallActivity(Flaky, "");
                return $"{text} {context.UtcNow - began >= Seconds(3)}";
            }));
        await Start(world, "retries");
        await world.Settled("retries");
        Assert.Single(runs);
        await world.Advance(Seconds(1.1));
        await world.Settled("retries");
        await world.Advance(Seconds(2.1));
        Assert.Equal("at last True", await Output(world, "retries"));
        Assert.Equal([1, 2, 3], runs.Select(run => run.Attempt));
        Assert.Single(runs.Select(run => run.Key).Distinct());
    }

    [Fact]
    public async Task after_the_last_attempt_the_failure_surfaces()
    {
        var runs = 0;
        await using var world = await Open(new Story()
            .Activity<string, string>(Flaky, (string _) => throw new InvalidOperationException($"{Interlocked.Increment(ref runs)}"))
            .Orchestration(Main, async (context, _) => await context.CallActivity(Flaky, "")));
        await Start(world, "hopeless");
        for (var i = 0; i < 2; i++)
        {
            await world.Settled("hopeless");
            await world.Advance(Seconds(2.1));
        }
        var end = await world.Client.WaitForEnd("hopeless", Patience);
        Assert.Equal((OrchestrationStatus.Failed, 3), (end.Status, runs));
        Assert.Equal("3", end.Failure!.Inner!.Message);
    }

    [Fact]
    public async Task a_permanent_failure_is_not_retried()
    {
        var runs = 0;
        await using var world = await Open(new Story()
            .Activity<string, string>(Flaky, (string _) =>
            {
                Interlocked.Increment(ref runs);
                throw new PermanentFailureException("never");
            })
            .Orchestration(Main, async (context, _) => await context.CallActivity(Flaky, "")));
        await Start(world, "permanent");
        Assert.Equal(OrchestrationStatus.Failed, (await world.Client.WaitForEnd("permanent", Patience)).Status);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task a_predicate_decides_which_failures_deserve_another_attempt()
    {
        var picky = new ActivityReference<string, string>("Picky")
        {
            Retry = new RetryPolicy(3, Seconds(1)) { RetryWhen = failure => failure.Message != "no" },
        };
        var runs = new ConcurrentQueue<string>();
        await using var world = await Open(new Story()
            .Activity<string, string>(picky, (ActivityContext context, string _) =>
            {
                runs.Enqueue($"{context.Attempt}");
                throw new InvalidOperationException(context.Attempt == 1 ? "worth another" : "no");
            })
            .Orchestration(Main, async (context, _) => await context.CallActivity(picky, "")));
        await Start(world, "picky");
        await world.Settled("picky");
        await world.Advance(Seconds(1.1));
        Assert.Equal(OrchestrationStatus.Failed, (await world.Client.WaitForEnd("picky", Patience)).Status);
        Assert.Equal(["1", "2"], runs);
    }

    [Fact]
    public async Task each_step_has_an_idempotency_key_of_its_own()
    {
        await using var world = await Open(new Story()
            .Activity(Echo, (context, _) => Task.FromResult(context.IdempotencyKey))
            .Orchestration(Main, async (context, _) =>
            {
                var keys = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => context.CallActivity(Echo, "")));
                return string.Join('|', keys);
            }));
        await Start(world, "keys-a");
        await Start(world, "keys-b");
        var keys = $"{await Output(world, "keys-a")}|{await Output(world, "keys-b")}".Split('|');
        Assert.Equal(10, keys.Distinct().Count());
    }

    [Fact]
    public async Task activities_run_at_the_same_time_and_fan_in()
    {
        var together = new CountdownEvent(4);
        await using var world = await Open(new Story()
            .Activity(Echo, async (_, text) =>
            {
                together.Signal();
                await Task.Run(() => together.Wait(Patience));
                return text;
            })
            .Orchestration(Main, async (context, _) =>
                string.Concat(await Task.WhenAll("abcd".Select(letter => context.CallActivity(Echo, $"{letter}"))))));
        await Start(world, "fan");
        Assert.Equal("abcd", await Output(world, "fan"));
    }

    [Fact]
    public async Task an_output_over_1_MB_fails_its_activity_for_good()
    {
        await using var world = await Open(new Story()
            .Activity(Echo, (string _) => new string('x', IOrchestrationClient.MaxPayloadBytes))
            .Orchestration(Main, async (context, _) => await context.CallActivity(Echo, "")));
        await Start(world, "large");
        var end = await world.Client.WaitForEnd("large", Patience);
        Assert.Equal(typeof(PayloadTooLargeException).FullName, end.Failure!.Inner!.ErrorType);
    }
}
