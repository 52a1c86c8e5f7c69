using System.Text.Json;
using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PmoFlow.Functions.DurableTask;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Functions.Tests.Life;

/// <summary>What runs the orchestrations.</summary>
/// <param name="Create">Makes what it needs to exist.</param>
/// <param name="Service">The back end.</param>
/// <param name="Lull">How long nothing may have moved for everything to be settled.</param>
internal sealed record BackEnd(Func<Task> Create, IOrchestrationService Service, TimeSpan Lull);

/// <summary>
/// An office on Durable Task whose clock moves as in Development: it runs on with the real one, and is moved ahead of it by tests.
/// </summary>
internal sealed class DurableTaskOffice : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly OrchestrationCatalog catalog;
    private readonly FakeTimeProvider clock;
    private readonly BackEnd backEnd;
    private readonly Pulse pulse;
    private readonly OfficeTimers timers;
    private readonly Bodies bodies;
    private readonly ITimer ticking;
    private DurableTaskHost? host;
    private long last = TimeProvider.System.GetTimestamp();

    public DurableTaskOffice(OrchestrationCatalog catalog, IServiceScopeFactory scopes, FakeTimeProvider clock, BackEnd backEnd)
    {
        (this.catalog, this.clock, this.backEnd, pulse) = (catalog, clock, backEnd, new Pulse(backEnd.Lull));
        timers = new OfficeTimers(clock, () => Ahead, pulse,
            (instance, ahead) => host!.Client.RaiseEventAsync(instance, MovedClockWatch.Moved, ahead.Ticks));
        bodies = new Bodies(catalog, scopes, pulse, timers);
        ticking = TimeProvider.System.CreateTimer(_ => RunOn(), null, Tick, Tick);
    }

    public IOrchestrationClient Client => new DurableTaskOrchestrationClient(() => host!.Client, catalog, pulse);

    private TimeSpan Ahead => clock.GetUtcNow() - TimeProvider.System.GetUtcNow();

    public Task Quiet() => pulse.Quiet();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await backEnd.Create();
        host = await DurableTaskHost.Start(backEnd.Service, Register);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await ticking.DisposeAsync();
        timers.Dispose();
        if (host is not null)
            await host.DisposeAsync();
    }

    private void Register(DurableTaskRegistry registry)
    {
        registry.AddActivityFunc<string, long>(MovedClockWatch.Read, (_, _) => Ahead.Ticks);
        foreach (var name in catalog.Orchestrations.Keys)
            registry.AddOrchestratorFunc<JsonElement, JsonElement>(name, (context, _) => bodies.Run(context));
        foreach (var name in catalog.Activities.Keys)
            registry.AddActivityFunc<JsonElement, JsonElement>(name, (_, parcel) => bodies.Run(name, parcel));
    }

    private void RunOn()
    {
        var now = TimeProvider.System.GetTimestamp();
        clock.Advance(TimeProvider.System.GetElapsedTime(Interlocked.Exchange(ref last, now), now));
    }
}
