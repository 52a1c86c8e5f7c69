using Microsoft.Extensions.Logging;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Azure.Mail;

/// <summary>What an operator is told. The alert on bounced mail asks for these events by name.</summary>
internal static partial class SendGridLog
{
    public static void NotDelivered(this ILogger log, MailDelivery delivery)
    {
        if (delivery.Kind == MailDeliveryKind.Bounced)
            log.Bounced(delivery.Key, delivery.Reason);
        else if (delivery.Kind == MailDeliveryKind.Dropped)
            log.Dropped(delivery.Key, delivery.Reason);
    }

    [LoggerMessage(1, LogLevel.Error, "Mail {Key} was rejected: {Reason}", EventName = "MailRejected")]
    public static partial void Rejected(this ILogger log, string key, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Mail {Key} bounced: {Reason}", EventName = "MailBounced")]
    private static partial void Bounced(this ILogger log, string key, string? reason);

    [LoggerMessage(3, LogLevel.Warning, "Mail {Key} was dropped: {Reason}", EventName = "MailDropped")]
    private static partial void Dropped(this ILogger log, string key, string? reason);
}
