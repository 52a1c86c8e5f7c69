using PmoFlow.Domain;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Intake;

/// <summary>One message between a requester and the office.</summary>
/// <param name="Request">About which request.</param>
/// <param name="Key">Its row: messages order by when they were sent.</param>
/// <param name="FromOffice">Which way it goes.</param>
/// <param name="Author">Who wrote it, a mail address.</param>
/// <param name="Name">As they write it.</param>
/// <param name="Text">Several lines.</param>
/// <param name="At">UTC.</param>
public sealed record RequestMessage(RequestId Request, string Key, bool FromOffice, string Author, string Name, string Text, DateTimeOffset At);

/// <summary>Keeps one message and tells the other side of it: one durable act, so that no message is kept of which nobody hears.</summary>
public static class MessageNotice
{
    /// <summary>One instance per message.</summary>
    public static readonly OrchestrationReference<RequestMessage, Nothing> Reference = new("MessageNotice");

    /// <summary>Writes the message beside its request; safe to repeat.</summary>
    public static readonly ActivityReference<RequestMessage, Nothing> KeepMessage = new("KeepMessage") { Retry = ActivityPolicies.Records };

    /// <summary>Writes to the other side.</summary>
    public static readonly ActivityReference<RequestMessage, Nothing> MailMessage = new("MailMessage") { Retry = ActivityPolicies.Mail };

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, RequestMessage message)
    {
        await context.CallActivity(KeepMessage, message);
        var mails = new Mailings(context);
        mails.Send(MailMessage, message);
        await mails.AllSent();
        return default;
    }
}
