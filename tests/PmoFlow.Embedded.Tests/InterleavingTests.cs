using System.Diagnostics.Metrics;
using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>Two things at once, held in the order that hurts.</summary>
public sealed class InterleavingTests
{
    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly EventReference<string> Told = new("Told");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task an_event_is_not_lost_where_its_instance_is_resumed_while_it_is_being_read()
    {
        Action read = () => { };
        var story = new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(Told));
        await using var world = await EmbeddedWorld.Open(story, options =>
        {
            options.CacheBytes = 0;
            options.Read = () => read();
        });
        await world.Client.Start(Main, "resumed", "", Cancel);
        await world.Platform.WhenIdle();
        await world.Client.Suspend("resumed", "", Cancel);
        await world.Platform.WhenIdle();
        read = () =>
        {
            read = () => { };
            Assert.Equal(SignalOutcome.Accepted, world.Client.Resume("resumed", "", Cancel).GetAwaiter().GetResult());
        };
        await world.Client.RaiseEvent("resumed", Told, "x", Cancel);
        await world.Platform.WhenIdle();
        Assert.Equal(OrchestrationStatus.Completed, (await world.Client.Get("resumed", Cancel))!.Status);
    }

    [Fact]
    public async Task nothing_is_kept_of_those_who_waited_for_an_end()
    {
        var story = new Story().Orchestration(Main, async (context, input) => input.Length > 0 ? input : await context.WaitForEvent(Told));
        await using var world = await EmbeddedWorld.Open(story);
        await world.Client.Start(Main, "ended", "x", Cancel);
        await world.Client.Start(Main, "waits", "", Cancel);
        var ends = world.Platform.Engine.Ends;
        using var impatient = new CancellationTokenSource();
        var (given, kept) = (world.Client.WaitForEnd("waits", impatient.Token), world.Client.WaitForEnd("waits", Cancel));
        Assert.Equal(1, ends.Count);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.Equal(1, ends.Count);
        await world.Client.RaiseEvent("waits", Told, "x", Cancel);
        await kept;
        await world.Client.WaitForEnd("ended", Cancel);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => world.Client.WaitForEnd("nobody", Cancel));
        Assert.Equal(0, ends.Count);
    }

    [Fact]
    public async Task who_is_terminated_is_counted_among_those_that_ended()
    {
        var counted = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, at) =>
        {
            if (instrument.Name == "pmoflow.orchestration.ended")
                at.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            // Other tests of this process end orchestrations too.
            if (tags[0].Value is "Terminated here")
                Interlocked.Add(ref counted, count);
        });
        listener.Start();
        var here = new OrchestrationReference<string, string>("Terminated here");
        await using var world = await EmbeddedWorld.Open(new Story().Orchestration(here, async (context, _) => await context.WaitForEvent(Told)));
        await world.Client.Start(here, "given up", "", Cancel);
        await world.Client.Terminate("given up", "", cancellation: Cancel);
        Assert.Equal(1, counted);
    }

    [Fact]
    public async Task a_foreign_task_that_comes_back_while_the_commit_is_under_way_is_quarantined_and_again_after_a_resume()
    {
        var (foreign, begun) = (new TaskCompletionSource<string>(), false);
        await using var world = await EmbeddedWorld.Open(new Story().Orchestration(Main, async (context, _) =>
        {
            var own = context.WaitForEvent(Told);
            begun = true;
            return await await Task.WhenAny(own, Borrowed());
            async Task<string> Borrowed() => await foreign.Task;
        }));
        world.Platform.Engine.Writer.HaltAt = _ =>
        {
            if (begun)
                foreign.TrySetResult("x");
            return false;
        };
        await world.Client.Start(Main, "foreign", "", Cancel);
        await world.Platform.WhenIdle();
        Assert.Equal(OrchestrationStatus.Quarantined, (await world.Client.Get("foreign", Cancel))!.Status);

        world.Platform.Engine.Writer.HaltAt = null;
        foreign = new TaskCompletionSource<string>();
        await world.Client.Resume("foreign", "", Cancel);
        await world.Platform.WhenIdle();
        foreign.SetResult("x");
        await world.Platform.WhenIdle();
        Assert.Equal(OrchestrationStatus.Quarantined, (await world.Client.Get("foreign", Cancel))!.Status);
        Assert.Equal(0, world.Platform.Engine.LiveCount);
    }
}
