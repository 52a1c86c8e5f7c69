using PmoFlow.Functions.Hosting;

namespace PmoFlow.Functions;

/// <summary>Intake: each orchestration and activity a function of its own, so that the portal shows it by its name.</summary>
internal sealed class IntakeFunctions(FunctionBodies run)
{
    [Function("RequestLifecycle")]
    public Task<Json> RequestLifecycle([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("MessageNotice")]
    public Task<Json> MessageNotice([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("KeepMessage")]
    public Task<Json> KeepMessage([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("MailMessage")]
    public Task<Json> MailMessage([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("AttachmentHold")]
    public Task<Json> AttachmentHold([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("ReviewAttachment")]
    public Task<Json> ReviewAttachment([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("RecordTransition")]
    public Task<Json> RecordTransition([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("RecordMigration")]
    public Task<Json> RecordMigration([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("RequestStop")]
    public Task<Json> RequestStop([OrchestrationTrigger] Context context) => run.Orchestration(context);

    [Function("StopRequest")]
    public Task<Json> StopRequest([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("JoinRequest")]
    public Task<Json> JoinRequest([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);

    [Function("MailAboutRequest")]
    public Task<Json> MailAboutRequest([ActivityTrigger] Json parcel, FunctionContext function, [DurableClient] Client client) => run.Activity(function, parcel, client);
}
