using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>Where many people wait for an answer that needs no activity, activities stand back, and never for good.</summary>
public sealed class StandingBackTests : IDisposable
{
    private const int Orchestrations = 20;
    private const int FewAtOnce = 8;

    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly ActivityReference<string, string> Slow = new("Slow");

    private readonly SemaphoreSlim begun = new(0);
    private readonly TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => begun.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task while_many_callers_wait_few_activities_run_and_all_once_they_have_their_answers()
    {
        await using var world = await Open();
        var callers = Callers(world, 8);
        await StartAll(world, TestContext.Current.CancellationToken);
        await Begun(FewAtOnce, TestContext.Current.CancellationToken);
        Assert.Equal(0, begun.CurrentCount);

        callers.ForEach(caller => caller?.Dispose());
        await Begun(Orchestrations - FewAtOnce, TestContext.Current.CancellationToken);
        await AllEnd(world, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task what_has_stood_back_for_a_while_is_begun_however_many_callers_wait()
    {
        await using var world = await Open();
        _ = Callers(world, 8);
        await StartAll(world, TestContext.Current.CancellationToken);
        await Begun(FewAtOnce, TestContext.Current.CancellationToken);
        world.Time.Advance(TimeSpan.FromSeconds(15));

        Callers(world, 1)[0]!.Dispose();
        await Begun(Orchestrations - FewAtOnce, TestContext.Current.CancellationToken);
        await AllEnd(world, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task few_callers_hold_nothing_up()
    {
        await using var world = await Open();
        _ = Callers(world, 7);
        await StartAll(world, TestContext.Current.CancellationToken);
        await Begun(Orchestrations, TestContext.Current.CancellationToken);
        await AllEnd(world, TestContext.Current.CancellationToken);
    }

    private Task<EmbeddedWorld> Open() => EmbeddedWorld.Open(new Story()
        .Activity(Slow, async (_, text) =>
        {
            begun.Release();
            await go.Task;
            return text;
        })
        .Orchestration(Main, async (context, input) => await context.CallActivity(Slow, input)));

    private static List<IDisposable?> Callers(EmbeddedWorld world, int count) => [.. Enumerable.Range(0, count).Select(_ => world.Client.Answering())];

    /// <summary>Returns when each has asked for its activity.</summary>
    private static async Task StartAll(EmbeddedWorld world, CancellationToken cancellation)
    {
        for (var i = 0; i < Orchestrations; i++)
            await world.Client.Start(Main, $"o{i}", $"{i}", cancellation);
        while (world.Platform.Engine.Activities.Depth < Orchestrations)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task Begun(int count, CancellationToken cancellation)
    {
        for (var i = 0; i < count; i++)
            await begun.WaitAsync(cancellation);
    }

    private async Task AllEnd(EmbeddedWorld world, CancellationToken cancellation)
    {
        go.SetResult();
        for (var i = 0; i < Orchestrations; i++)
            Assert.Equal(OrchestrationStatus.Completed, (await world.Client.WaitForEnd($"o{i}", cancellation)).Status);
    }
}
