using PmoFlow.Functions.Hosting;

namespace PmoFlow.Functions;

/// <summary>Workshop: each orchestration and activity a function of its own, so that the portal shows it by its name.</summary>
internal sealed class WorkshopFunctions(FunctionBodies run)
{
    [Function("LifecycleTrial")]
    public Task<Json> LifecycleTrial([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("RunTrial")]
    public Task<Json> RunTrial([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("LifecycleMigration")]
    public Task<Json> LifecycleMigration([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("TellRequests")]
    public Task<Json> TellRequests([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("CheckMigration")]
    public Task<Json> CheckMigration([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("FinishMigration")]
    public Task<Json> FinishMigration([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);
}
