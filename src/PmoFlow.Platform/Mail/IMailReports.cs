namespace PmoFlow.Platform.Mail;

/// <summary>Reads what a mail provider reports by webhook of mails it took.</summary>
public interface IMailReports
{
    /// <summary>The reports in a call, or null where the provider did not sign it or it is not the provider's form.</summary>
    /// <param name="header">A header of the call by name; null where the call has none.</param>
    /// <param name="body">The body, byte for byte as it came.</param>
    IReadOnlyList<MailDelivery>? Read(Func<string, string?> header, ReadOnlySpan<byte> body);
}
