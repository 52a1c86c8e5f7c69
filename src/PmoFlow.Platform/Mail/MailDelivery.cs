namespace PmoFlow.Platform.Mail;

/// <summary>
/// What a provider reports of a mail after it took it. Reports come at least once and in any order: the same one may be applied twice.
/// </summary>
/// <param name="Key">The mail's key.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="At">When, by the provider's clock, UTC.</param>
/// <param name="Reason">The provider's or the receiving server's words; null where it gave none.</param>
/// <param name="EventId">The provider's id of this report; the same when it is reported again.</param>
public sealed record MailDelivery(string Key, MailDeliveryKind Kind, DateTimeOffset At, string? Reason = null, string? EventId = null);

/// <summary>What became of a mail.</summary>
public enum MailDeliveryKind
{
    /// <summary>The receiving server has taken it.</summary>
    Delivered,

    /// <summary>The receiving server has refused it: nobody will read it.</summary>
    Bounced,

    /// <summary>The provider did not even try, because the address bounced or complained before, say.</summary>
    Dropped,
}
