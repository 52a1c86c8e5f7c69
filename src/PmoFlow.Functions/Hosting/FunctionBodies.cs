using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PmoFlow.Functions.DurableTask;

namespace PmoFlow.Functions.Hosting;

/// <summary>What each orchestration and activity function does: runs the body that the catalog has under the function's name.</summary>
internal sealed class FunctionBodies(Bodies bodies, HostClient host)
{
    public Task<JsonElement> Orchestration(TaskOrchestrationContext context) => bodies.Run(context);

    public Task<JsonElement> Activity(FunctionContext function, JsonElement parcel, DurableTaskClient client)
    {
        host.Remember(client);
        return bodies.Run(function.FunctionDefinition.Name, parcel);
    }
}
