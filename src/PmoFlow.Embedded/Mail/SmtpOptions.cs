namespace PmoFlow.Embedded.Mail;

/// <summary>The SMTP server that mail is handed to.</summary>
public sealed record SmtpOptions
{
    /// <summary>Name or address of the server.</summary>
    public string Host { get; init; } = "";

    /// <summary>587 for submission with STARTTLS, 465 for implicit TLS, 25 for a relay.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is secured.</summary>
    public SmtpTls Tls { get; init; } = SmtpTls.StartTls;

    /// <summary>Who signs in; null where the server asks for nobody.</summary>
    public string? User { get; init; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>The address mails come from; its domain is also that of their message ids.</summary>
    public string FromAddress { get; init; } = "";

    /// <summary>The name mails come from.</summary>
    public string FromName { get; init; } = "PmoFlow";

    /// <summary>How long an attempt may take from connecting to the server's last answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many connections are open at once; servers refuse a sender with too many.</summary>
    public int MaxConnections { get; init; } = 2;
}

/// <summary>How a connection is secured. There is no "if the server offers it": whoever is in between could take the offer out.</summary>
public enum SmtpTls
{
    /// <summary>Plain until STARTTLS, which the server must offer.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Implicit,

    /// <summary>None: for a relay on the same machine or network.</summary>
    None,
}
