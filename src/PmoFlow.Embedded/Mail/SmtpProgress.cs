using MailKit;

namespace PmoFlow.Embedded.Mail;

/// <summary>
/// How far a dialogue has come. A mail whose last byte has not left cannot have been taken (RFC 5321 §4.1.1.4); one whose last
/// byte may have left can have been.
/// </summary>
internal sealed class SmtpProgress : ITransferProgress
{
    /// <summary>The server has greeted, TLS stands and the credentials were taken.</summary>
    public bool Connected { get; set; }

    /// <summary>The server may have the whole mail.</summary>
    public bool ContentSent { get; private set; }

    public void Report(long bytesTransferred, long totalSize) => ContentSent = bytesTransferred >= totalSize;

    // Without a known size any byte may have been the last.
    public void Report(long bytesTransferred) => ContentSent = true;
}
