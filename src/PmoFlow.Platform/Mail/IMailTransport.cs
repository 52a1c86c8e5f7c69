namespace PmoFlow.Platform.Mail;

/// <summary>Hands one mail over to whoever delivers it. It does not retry and does not remember: its caller does.</summary>
public interface IMailTransport
{
    /// <summary>
    /// Tries once. Everything that a mail provider may answer, and its silence, is an outcome; only bugs and cancellation throw.
    /// </summary>
    Task<SendOutcome> Send(OutgoingMail mail, CancellationToken cancellation = default);
}

/// <summary>A mail to one person, with a text and an HTML part that say the same.</summary>
/// <param name="Key">The notification's key: the same on every attempt. Carried as Message-Id and to providers that take one.</param>
/// <param name="To">The person it is for.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The plain text part.</param>
/// <param name="Html">The HTML part, a whole document.</param>
/// <param name="Thread">What it belongs to (a request's id, say): mails of one thread refer to one root, so that clients group them.</param>
/// <param name="Category">What kind of mail it is, for a provider's statistics.</param>
public sealed record OutgoingMail(
    string Key, MailPerson To, string Subject, string Text, string Html, string? Thread = null, string? Category = null)
{
    /// <summary>The mail address that an answer goes to; null for the sender's.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Pictures that the HTML part shows by <c>cid:</c> and their <see cref="MailPicture.Name"/>.</summary>
    public IReadOnlyList<MailPicture> Pictures { get; init; } = [];

    /// <summary>
    /// Where who gets it says that it shall be the last of its kind; null for what nobody can be spared. A POST there does it at once, as
    /// RFC 8058 has it.
    /// </summary>
    public Uri? Unsubscribe { get; init; }
}

/// <summary>A picture inside a mail.</summary>
/// <param name="Name">Its content id: letters, digits, dots and hyphens.</param>
/// <param name="Png">The picture.</param>
public sealed record MailPicture(string Name, ReadOnlyMemory<byte> Png);

/// <summary>A name and an address.</summary>
public sealed record MailPerson(string Name, string Email);

/// <summary>What came of an attempt.</summary>
public abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>The provider has taken responsibility for it.</summary>
    public sealed record Accepted(string? ProviderId = null) : SendOutcome;

    /// <summary>It will never be taken as it is: a bad address, too large, credentials refused.</summary>
    public sealed record Rejected(string Reason) : SendOutcome;

    /// <summary>Not now; where the provider said when, <paramref name="RetryAfter"/> says so.</summary>
    public sealed record Deferred(string Reason, TimeSpan? RetryAfter = null) : SendOutcome;

    /// <summary>No answer after it may have been taken: another attempt may send it twice, none may not send it at all.</summary>
    public sealed record Unknown(string Reason) : SendOutcome;
}
