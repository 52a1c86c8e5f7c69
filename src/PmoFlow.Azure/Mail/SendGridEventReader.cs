using System.Text.Json;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Azure.Mail;

/// <summary>One event of SendGrid's webhook. Custom arguments of the mail stand beside its own properties.</summary>
internal static class SendGridEventReader
{
    /// <summary>A delivery, or null for what says nothing of one (processed, deferred, open …) and for mails that are not ours.</summary>
    public static MailDelivery? ToDelivery(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || Text(element, SendGridMessages.KeyArgument) is not { } key
            || Kind(Text(element, "event")) is not { } kind || Time(element) is not { } at)
            return null;
        return new MailDelivery(key, kind, at, Text(element, "reason") ?? Text(element, "response"), Text(element, "sg_event_id"));
    }

    private static MailDeliveryKind? Kind(string? name) => name switch
    {
        "delivered" => MailDeliveryKind.Delivered,
        "bounce" => MailDeliveryKind.Bounced,
        "dropped" => MailDeliveryKind.Dropped,
        _ => null,
    };

    private static DateTimeOffset? Time(JsonElement element) =>
        element.TryGetProperty("timestamp", out var seconds) && seconds.ValueKind == JsonValueKind.Number
            && seconds.TryGetInt64(out var value) && value is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(value)
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
