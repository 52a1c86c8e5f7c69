using PmoFlow.Functions.DurableTask;
using PmoFlow.Functions.Hosting;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Web.Tests.Development;

/// <summary>What a worker of the Functions app does when it can first reach the host.</summary>
public sealed class FirstSweepTests
{
    private static readonly OrchestrationState Waiting = new(
        "R-1", "RequestLifecycle", OrchestrationStatus.Running, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, null, null, null);

    [Fact]
    public async Task timers_are_named_by_the_next_sweep_where_the_host_could_not_be_asked()
    {
        var told = new List<string>();
        using var timers = new OfficeTimers(TimeProvider.System, () => TimeSpan.Zero, new Pulse(TimeSpan.FromSeconds(1)), (instance, _) =>
        {
            told.Add(instance);
            return Task.CompletedTask;
        });
        await using var services = new ServiceCollection().AddSingleton(timers).BuildServiceProvider();
        var first = new FirstSweep(new LateHost(Waiting), services);

        await Assert.ThrowsAsync<IOException>(() => first.Begin(TestContext.Current.CancellationToken));
        Assert.True(await first.Begin(TestContext.Current.CancellationToken));
        Assert.Equal(["R-1"], told);
        Assert.False(await first.Begin(TestContext.Current.CancellationToken));
        Assert.Equal(["R-1"], told);
    }

    /// <summary>A host that does not answer the first time, and then lists one instance; nothing else is asked of it here.</summary>
    private sealed class LateHost(OrchestrationState instance) : IOrchestrationClient
    {
        private int asked;

        public Task<OrchestrationPage> List(OrchestrationQuery query, CancellationToken cancellation = default) =>
            ++asked == 1 ? throw new IOException("The host does not answer yet.") : Task.FromResult(new OrchestrationPage([instance], null));

        public Task<StartOutcome> Start<TInput, TOutput>(
            OrchestrationReference<TInput, TOutput> orchestration, string instanceId, TInput input, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task<RaiseOutcome> RaiseEvent<TPayload>(
            string instanceId, EventReference<TPayload> eventReference, TPayload payload, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task<SignalOutcome> Terminate(string instanceId, string reason, bool recursive = false, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task<SignalOutcome> Suspend(string instanceId, string reason, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<SignalOutcome> Resume(string instanceId, string reason, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<OrchestrationState?> Get(string instanceId, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<OrchestrationState> WaitForEnd(string instanceId, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<SignalOutcome> Purge(string instanceId, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
