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
    public async Task what_an_activity_gave_is_not_lost_where_its_instance_is_resumed_while_it_is_being_read()
    {
        var (read, given) = ((Action)(() => { }), new TaskCompletionSource<string>());
        var slow = new ActivityReference<string, string>("Slow");
        await using var world = await EmbeddedWorld.Open(new Story().Activity(slow, (_, _) => given.Task)
            .Orchestration(Main, async (context, _) => await context.CallActivity(slow, "")), options => Watched(options, () => read()));
        await world.Client.Start(Main, "resumed", "", Cancel);
        await world.Client.Suspend("resumed", "", Cancel);
        read = () =>
        {
            read = () => { };
            Assert.Equal(SignalOutcome.Accepted, world.Client.Resume("resumed", "", Cancel).GetAwaiter().GetResult());
        };
        given.SetResult("x");
        Assert.Equal(OrchestrationStatus.Completed, (await world.Client.WaitForEnd("resumed", Cancel)).Status);
    }

    [Fact]
    public async Task an_event_does_not_overtake_one_that_waits_where_its_instance_is_resumed_at_that_moment()
    {
        Action read = () => { };
        await using var world = await EmbeddedWorld.Open(new Story().Orchestration(Main, async (context, _) =>
            await context.WaitForEvent(Told) + await context.WaitForEvent(Told)), options => Watched(options, () => read()));
        await world.Client.Start(Main, "in order", "", Cancel);
        await world.Platform.WhenIdle();
        await world.Client.Suspend("in order", "", Cancel);
        await world.Client.RaiseEvent("in order", Told, "first ", Cancel);
        await world.Platform.WhenIdle();
        read = () =>
        {
            read = () => { };
            world.Client.Resume("in order", "", Cancel).GetAwaiter().GetResult();
        };
        await world.Client.RaiseEvent("in order", Told, "second", Cancel);
        await world.Platform.WhenIdle();
        await world.Client.Resume("in order", "", Cancel);
        await world.Platform.WhenIdle();
        Assert.Equal("first second", (await world.Client.Get("in order", Cancel))!.Output!.Value.GetString());
    }

    // Nothing is kept in memory, so that every instance is read, and somebody acts when it has been.
    private static void Watched(EmbeddedPlatformOptions options, Action read) => (options.CacheBytes, options.Read) = (0, read);

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
