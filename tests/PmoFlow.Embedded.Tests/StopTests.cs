using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>A stop that was asked for loses nothing that was done, and is nobody's fault.</summary>
public sealed class StopTests
{
    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly ActivityReference<string, string> Slow = new("Slow");

    [Fact(Timeout = 60_000)]
    public async Task a_stop_waits_for_running_activities_and_keeps_what_they_gave()
    {
        var (begun, go) = (new SemaphoreSlim(0), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var runs = 0;
        await using var world = await EmbeddedWorld.Open(new Story()
            .Activity(Slow, async (_, text) =>
            {
                Interlocked.Increment(ref runs);
                begun.Release();
                await go.Task;
                return text == "bad" ? throw new InvalidOperationException("it was bad") : text;
            })
            .Orchestration(Main, async (context, input) => await context.CallActivity(Slow, input)));
        await world.Client.Start(Main, "good", "good", TestContext.Current.CancellationToken);
        await world.Client.Start(Main, "bad", "bad", TestContext.Current.CancellationToken);
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        await begun.WaitAsync(TestContext.Current.CancellationToken);

        var stop = world.Platform.DisposeAsync().AsTask();
        go.SetResult();
        await stop;
        await world.Reopen();

        Assert.Equal("good", (await world.Client.WaitForEnd("good", TestContext.Current.CancellationToken)).Output.ToString());
        Assert.Contains("it was bad", (await world.Client.WaitForEnd("bad", TestContext.Current.CancellationToken)).Failure!.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, runs);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(64)]
    [InlineData(1)]
    public async Task an_activity_that_stops_end_again_and_again_is_not_parked(int atOnce)
    {
        var begun = new SemaphoreSlim(0);
        var last = false;
        await using var world = await EmbeddedWorld.Open(new Story()
            .Activity(Slow, async (context, text) =>
            {
                if (last)
                    return text;
                begun.Release();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.Stopping);
                return text;
            })
            .Orchestration(Main, async (context, input) => await context.CallActivity(Slow, input)), options =>
            {
                options.MaxFetches = 2;
                options.MaxConcurrentActivities = atOnce;
            });
        await world.Client.Start(Main, "long", "a", TestContext.Current.CancellationToken);
        await world.Client.Start(Main, "longer", "b", TestContext.Current.CancellationToken);
        for (var stops = 0; stops < 5; stops++)
        {
            await begun.WaitAsync(TestContext.Current.CancellationToken);
            await world.Restart();
        }
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        last = true;
        await world.Restart();
        Assert.Equal("a", (await world.Client.WaitForEnd("long", TestContext.Current.CancellationToken)).Output.ToString());
        Assert.Equal("b", (await world.Client.WaitForEnd("longer", TestContext.Current.CancellationToken)).Output.ToString());
        Assert.Empty(world.Platform.Operations.Parked());
    }
}
