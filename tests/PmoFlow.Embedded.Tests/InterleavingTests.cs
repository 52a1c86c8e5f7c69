using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Storage;
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
}
