using Grpc.Core;
using Microsoft.DurableTask.Client;
using PmoFlow.Functions.DurableTask;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Web.Development;

namespace PmoFlow.Functions.Hosting;

/// <summary>Orchestrations on Durable Functions.</summary>
internal static class DurableTaskRegistration
{
    private static readonly TimeSpan Lull = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddDurableTask(this IServiceCollection services, bool development)
    {
        services.AddSingleton<HostClient>().AddSingleton(new Pulse(Lull)).AddSingleton<FunctionBodies>().AddSingleton<FirstSweep>();
        services.AddSingleton<IOrchestrationClient>(provider => new DurableTaskOrchestrationClient(
            () => provider.GetRequiredService<HostClient>().Current, provider.GetRequiredService<OrchestrationCatalog>(), provider.GetRequiredService<Pulse>()));
        services.AddSingleton<IOrchestrationOperations>(provider => new DurableTaskOperations(
            () => provider.GetRequiredService<HostClient>().Current, provider.GetRequiredService<IOrchestrationClient>()));
        services.AddSingleton(provider => new Bodies(
            provider.GetRequiredService<OrchestrationCatalog>(), provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<Pulse>(), provider.GetService<OfficeTimers>()));
        return development ? services.AddMovableClock() : services;
    }

    /// <summary>The developers' clock moves durable timers, too: instances are told when one of theirs falls due by it.</summary>
    private static IServiceCollection AddMovableClock(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var (clock, client) = (provider.GetRequiredService<OfficeClock>(), provider.GetRequiredService<HostClient>());
            return new OfficeTimers(clock, () => clock.Ahead, provider.GetRequiredService<Pulse>(), (instance, ahead) => Tell(client.Current, instance, ahead));
        });
        return services.AddSingleton(provider =>
        {
            var (pulse, timers) = (provider.GetRequiredService<Pulse>(), provider.GetRequiredService<OfficeTimers>());
            return new EnginePulse(pulse.Quiet, () => timers.Next);
        });
    }

    private static async Task Tell(DurableTaskClient client, string instance, TimeSpan ahead)
    {
        try
        {
            await client.RaiseEventAsync(instance, MovedClockWatch.Moved, ahead.Ticks);
        }
        catch (RpcException ended) when (ended.StatusCode is StatusCode.FailedPrecondition or StatusCode.NotFound)
        {
            // It waits for no time any more.
        }
    }
}
