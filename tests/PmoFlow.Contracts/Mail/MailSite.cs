using PmoFlow.Platform.Mail;

namespace PmoFlow.Contracts.Mail;

/// <summary>A real mail server of that kind, and transports that talk to it.</summary>
public abstract class MailSite : IAsyncDisposable
{
    /// <summary>Longer than any answer takes, on however busy a machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait for an answer that does not come.</summary>
    public static readonly TimeSpan Impatience = TimeSpan.FromSeconds(5);

    /// <summary>A transport with the right credentials.</summary>
    public abstract IMailTransport Open();

    /// <summary>The same, soon out of patience.</summary>
    public abstract IMailTransport OpenImpatient();

    /// <summary>The transport for a fault.</summary>
    public IMailTransport OpenFor(MailFault fault) => fault == MailFault.SilentAfterTaking ? OpenImpatient() : Open();

    /// <summary>A transport with wrong credentials.</summary>
    public abstract IMailTransport OpenWithWrongCredentials();

    /// <summary>A transport to a port where nobody listens.</summary>
    public abstract IMailTransport OpenToNobody();

    /// <summary>Every mail that was taken, in order.</summary>
    public abstract Task<IReadOnlyList<TakenMail>> Taken();

    public abstract ValueTask DisposeAsync();
}

/// <summary>A mail as the server has it; headers by name without case, unfolded and decoded.</summary>
public sealed record TakenMail(
    string ToName, string ToAddress, string Subject, string Text, string Html, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Pictures beside the HTML part, by content id.</summary>
    public IReadOnlyDictionary<string, byte[]> Pictures { get; init; } = new Dictionary<string, byte[]>();
}
