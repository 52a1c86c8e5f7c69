using PmoFlow.Functions.Hosting;

namespace PmoFlow.Functions;

/// <summary>Delivery: each orchestration and activity a function of its own, so that the portal shows it by its name.</summary>
internal sealed class DeliveryFunctions(FunctionBodies run)
{
    [Function("DeliveryCycle")]
    public Task<Json> DeliveryCycle([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("CreateProject")]
    public Task<Json> CreateProject([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("PlanHealthCheck")]
    public Task<Json> PlanHealthCheck([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("CloseProject")]
    public Task<Json> CloseProject([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("LeadNotice")]
    public Task<Json> LeadNotice([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("MailLead")]
    public Task<Json> MailLead([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("StatusCycle")]
    public Task<Json> StatusCycle([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("PlanStatusReport")]
    public Task<Json> PlanStatusReport([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("OpenStatusReport")]
    public Task<Json> OpenStatusReport([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("MailAboutStatus")]
    public Task<Json> MailAboutStatus([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("MarkStatusLate")]
    public Task<Json> MarkStatusLate([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("CloseStatusReport")]
    public Task<Json> CloseStatusReport([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("ProjectGateCycle")]
    public Task<Json> ProjectGateCycle([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("OpenProjectGate")]
    public Task<Json> OpenProjectGate([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("CountProjectDecision")]
    public Task<Json> CountProjectDecision([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("CloseProjectGate")]
    public Task<Json> CloseProjectGate([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("MailAboutProjectGate")]
    public Task<Json> MailAboutProjectGate([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("BenefitReview")]
    public Task<Json> BenefitReview([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("PlanBenefitReview")]
    public Task<Json> PlanBenefitReview([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("OpenBenefitReview")]
    public Task<Json> OpenBenefitReview([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("MailAboutBenefit")]
    public Task<Json> MailAboutBenefit([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("MarkBenefitLate")]
    public Task<Json> MarkBenefitLate([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("CloseBenefitReview")]
    public Task<Json> CloseBenefitReview([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);
}
