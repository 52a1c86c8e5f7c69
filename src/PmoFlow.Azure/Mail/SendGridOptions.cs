namespace PmoFlow.Azure.Mail;

/// <summary>The SendGrid account that mail is handed to.</summary>
public sealed record SendGridOptions
{
    /// <summary>A key with the "Mail Send" right and no other.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>The address mails come from: a verified sender; its domain is also that of their message ids.</summary>
    public string FromAddress { get; init; } = "";

    /// <summary>The name mails come from.</summary>
    public string FromName { get; init; } = "PmoFlow";

    /// <summary>Mails are checked by SendGrid but delivered to nobody.</summary>
    public bool Sandbox { get; init; }

    /// <summary>A category on every mail beside its own, to tell installations apart in SendGrid's statistics.</summary>
    public string? Category { get; init; }

    /// <summary>Where the API is; https://api.eu.sendgrid.com for accounts whose data stays in the EU.</summary>
    public Uri Endpoint { get; init; } = new("https://api.sendgrid.com");

    /// <summary>How long an attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The public key of the signed event webhook (Base64, as SendGrid's settings page shows it); null where the webhook is not used.
    /// </summary>
    public string? WebhookPublicKey { get; init; }
}
