using PmoFlow.Functions.Hosting;

namespace PmoFlow.Functions;

/// <summary>Weekly mails: each orchestration and activity a function of its own, so that the portal shows it by its name.</summary>
internal sealed class DigestsFunctions(FunctionBodies run)
{
    [Function("WeeklyDigest")]
    public Task<Json> WeeklyDigest([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("PlanWeeklyDigest")]
    public Task<Json> PlanWeeklyDigest([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("SendWeeklyDigest")]
    public Task<Json> SendWeeklyDigest([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);
}
