using PmoFlow.Functions.Hosting;

namespace PmoFlow.Functions;

/// <summary>Import: each orchestration and activity a function of its own, so that the portal shows it by its name.</summary>
internal sealed class ImportFunctions(FunctionBodies run)
{
    [Function("ImportFile")]
    public Task<Json> ImportFile([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("PlanImport")]
    public Task<Json> PlanImport([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("ImportRows")]
    public Task<Json> ImportRows([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("FinishImport")]
    public Task<Json> FinishImport([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);
}
