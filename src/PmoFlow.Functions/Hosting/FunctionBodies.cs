using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PmoFlow.Functions.DurableTask;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Functions.Hosting;

/// <summary>What each orchestration and activity function does: runs the body that the catalog has under the function's name.</summary>
internal sealed class FunctionBodies(Bodies bodies, HostClient host, LifecycleNews news)
{
    public Task<JsonElement> Orchestration(TaskOrchestrationContext context) => bodies.Run(context);

    public async Task<JsonElement> Activity(FunctionContext function, JsonElement parcel, DurableTaskClient client)
    {
        host.Remember(client);
        await Hear(function.CancellationToken);
        return await bodies.Run(function.FunctionDefinition.Name, parcel);
    }

    /// <summary>Workers that run steps alone answer nobody, and would never hear of what was published. A step does not fail for that.</summary>
    private async Task Hear(CancellationToken cancellation)
    {
        try
        {
            await news.Hear(cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Asked again in a few seconds.
        }
    }
}
