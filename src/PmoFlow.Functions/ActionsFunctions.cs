using PmoFlow.Functions.Hosting;

namespace PmoFlow.Functions;

/// <summary>Actions: each orchestration and activity a function of its own, so that the portal shows it by its name.</summary>
internal sealed class ActionsFunctions(FunctionBodies run)
{
    [Function("ActionFollowUp")]
    public Task<Json> ActionFollowUp([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("OpenRecoveryAction")]
    public Task<Json> OpenRecoveryAction([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("MailAboutAction")]
    public Task<Json> MailAboutAction([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("CloseAction")]
    public Task<Json> CloseAction([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("MeasureAction")]
    public Task<Json> MeasureAction([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);
}
