using PmoFlow.Functions.Hosting;

namespace PmoFlow.Functions;

/// <summary>Health: each orchestration and activity a function of its own, so that the portal shows it by its name.</summary>
internal sealed class HealthFunctions(FunctionBodies run)
{
    [Function("HealthCheckCycle")]
    public Task<Json> HealthCheckCycle([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("OpenHealthCheck")]
    public Task<Json> OpenHealthCheck([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("AskForHealth")]
    public Task<Json> AskForHealth([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("RecordHealth")]
    public Task<Json> RecordHealth([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("HealthReview")]
    public Task<Json> HealthReview([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("AssignReviewer")]
    public Task<Json> AssignReviewer([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("AskForReview")]
    public Task<Json> AskForReview([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("RecordReview")]
    public Task<Json> RecordReview([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("HealthWatch")]
    public Task<Json> HealthWatch([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("LookAtProject")]
    public Task<Json> LookAtProject([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);
}
