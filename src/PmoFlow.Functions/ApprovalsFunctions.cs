using PmoFlow.Functions.Hosting;

namespace PmoFlow.Functions;

/// <summary>Approvals: each orchestration and activity a function of its own, so that the portal shows it by its name.</summary>
internal sealed class ApprovalsFunctions(FunctionBodies run)
{
    [Function("ApprovalGate")]
    public Task<Json> ApprovalGate([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("OpenGate")]
    public Task<Json> OpenGate([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("InviteApprover")]
    public Task<Json> InviteApprover([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("RecordDecision")]
    public Task<Json> RecordDecision([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("CloseGate")]
    public Task<Json> CloseGate([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("ReseatGate")]
    public Task<Json> ReseatGate([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("RestGate")]
    public Task<Json> RestGate([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("OpenConditions")]
    public Task<Json> OpenConditions([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("SendDigest")]
    public Task<Json> SendDigest([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("DailyDigest")]
    public Task<Json> DailyDigest([OrchestrationTrigger] Context context) => run.Orchestration(context);
}
