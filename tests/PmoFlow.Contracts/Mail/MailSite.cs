using PmoFlow.Platform.Mail;

namespace PmoFlow.Contracts.Mail;

/// <summary>A real mail server of that kind, and transports that talk to it.</summary>
public abstract class MailSite : IAsyncDisposable
{
    /// <summary>How long transports of <see cref="Open"/> wait for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>A transport with the right credentials.</summary>
    public abstract IMailTransport Open();

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
    string ToName, string ToAddress, string Subject, string Text, string Html, IReadOnlyDictionary<string, string> Headers);
