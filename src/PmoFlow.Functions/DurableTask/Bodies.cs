using System.Text.Json;
using Microsoft.DurableTask;
// The app has it in sight everywhere; where the adapter is tried alone, it is needed.
#pragma warning disable IDE0005
using Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0005
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Functions.DurableTask;

/// <summary>Runs what the catalog names, as a Durable Task function calls it.</summary>
/// <param name="catalog">All there is.</param>
/// <param name="services">Each activity gets a scope of its own.</param>
/// <param name="pulse">Hears of each beginning and end.</param>
/// <param name="officeClock">Development's clock; null where time is the real time.</param>
internal sealed class Bodies(OrchestrationCatalog catalog, IServiceScopeFactory services, Pulse pulse, OfficeTimers? officeClock = null)
{
    /// <summary>One orchestration, from its start or again from its history.</summary>
    public async Task<JsonElement> Run(TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        pulse.Beat();
        try
        {
            var clock = officeClock is null ? new ClockWatch() : await MovedClockWatch.Begin(context, officeClock);
            var definition = catalog.Orchestrations[context.Name];
            var output = await definition.Run(new DurableTaskContext(context, catalog, clock), Payload.Bytes(context.GetInput<JsonElement>()));
            return Payload.Of(output, $"The output of {context.Name}");
        }
        catch (Exception problem)
        {
            throw Failures.Record(context.Name, problem);
        }
    }

    /// <summary>
    /// One attempt at an activity. It is not told of a stop: Durable Task would record a cancelled step as a failed one, while one
    /// that is cut off by the end of the process is run again.
    /// </summary>
    public async Task<JsonElement> Run(string activity, JsonElement parcel)
    {
        using var running = pulse.Run();
        var call = parcel.Deserialize(WireJson.Default.ActivityCall)!;
        try
        {
            await using var scope = services.CreateAsyncScope();
            var context = new ActivityContext(call.Instance, call.Key, call.Attempt, CancellationToken.None);
            var output = await catalog.Activities[activity].Run(scope.ServiceProvider, context, Payload.Bytes(call.Input));
            return Payload.Of(output, $"The output of {activity}");
        }
        catch (Exception problem)
        {
            throw Failures.Record(activity, problem);
        }
    }
}
