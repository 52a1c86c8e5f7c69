using System.Text.Json;
using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Functions.DurableTask;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Functions.Tests;

/// <summary>The adapter on a back end of Durable Task, whose clock is the real one.</summary>
internal sealed class DurableTaskWorld : OrchestrationWorld
{
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private readonly Func<IOrchestrationService> service;
    private readonly Story story;
    private readonly Pulse pulse;
    private DurableTaskHost host = null!;

    private DurableTaskWorld(Story story, Func<IOrchestrationService> service, TimeSpan quiet) =>
        (this.story, this.service, pulse) = (story, service, new Pulse(quiet));

    public override IOrchestrationClient Client => new DurableTaskOrchestrationClient(() => host.Client, story.Catalog, pulse);

    public override DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <param name="story">What runs.</param>
    /// <param name="service">Opens the back end, again after a restart.</param>
    /// <param name="quiet">How long nothing may have moved for everything to be settled.</param>
    public static async Task<DurableTaskWorld> Open(Story story, Func<IOrchestrationService> service, TimeSpan quiet)
    {
        var world = new DurableTaskWorld(story, service, quiet);
        await world.Reopen();
        return world;
    }

    public override Task Advance(TimeSpan by) => Task.Delay(by, TimeProvider.System);

    public override Task Settled(string instanceId) => pulse.Quiet();

    public override async Task Restart()
    {
        await host.DisposeAsync();
        await Reopen();
    }

    public override async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await services.DisposeAsync();
    }

    private async Task Reopen() => host = await DurableTaskHost.Start(service(), Register);

    private void Register(DurableTaskRegistry registry)
    {
        var bodies = new Bodies(story.Catalog, services.GetRequiredService<IServiceScopeFactory>(), pulse);
        foreach (var name in story.Catalog.Orchestrations.Keys)
            registry.AddOrchestratorFunc<JsonElement, JsonElement>(name, (context, _) => bodies.Run(context));
        foreach (var name in story.Catalog.Activities.Keys)
            registry.AddActivityFunc<JsonElement, JsonElement>(name, (_, parcel) => bodies.Run(name, parcel));
    }
}
