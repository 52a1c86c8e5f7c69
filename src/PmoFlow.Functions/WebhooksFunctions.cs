using PmoFlow.Functions.Hosting;

namespace PmoFlow.Functions;

/// <summary>Webhooks: each orchestration and activity a function of its own, so that the portal shows it by its name.</summary>
internal sealed class WebhooksFunctions(FunctionBodies run)
{
    [Function("WebhookQueue")]
    public Task<Json> WebhookQueue([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("SendNextEvent")]
    public Task<Json> SendNextEvent([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);
}
