using PmoFlow.Platform.Mail;
using SendGrid.Helpers.Mail;

namespace PmoFlow.Azure.Mail;

/// <summary>A mail as SendGrid's v3 mail/send takes it.</summary>
internal static class SendGridMessages
{
    /// <summary>The custom argument that comes back in every event about the mail.</summary>
    public const string KeyArgument = "notification_key";

    public static SendGridMessage Compose(OutgoingMail mail, SendGridOptions options)
    {
        var domain = options.FromAddress[(options.FromAddress.LastIndexOf('@') + 1)..];
        var message = new SendGridMessage
        {
            From = new EmailAddress(options.FromAddress, options.FromName),
            Subject = OneLine(mail.Subject),
            PlainTextContent = mail.Text,
            HtmlContent = mail.Html,
        };
        message.AddTo(new EmailAddress(mail.To.Email, OneLine(mail.To.Name)));
        if (mail.ReplyTo is { } replyTo)
            message.ReplyTo = new EmailAddress(replyTo, options.FromName);
        message.AddCustomArg(KeyArgument, mail.Key);
        message.AddHeader("Message-ID", $"<{MessageIds.OfMail(mail.Key, domain)}>");
        // RFC 3834: absence notices and mailing lists must not answer it.
        message.AddHeader("Auto-Submitted", "auto-generated");
        if (mail.Thread is { } thread)
        {
            var root = $"<{MessageIds.OfThread(thread, domain)}>";
            message.AddHeader("In-Reply-To", root);
            message.AddHeader("References", root);
        }
        foreach (var picture in mail.Pictures)
            message.AddAttachment($"{picture.Name}.png", Convert.ToBase64String(picture.Png.Span), "image/png", "inline", picture.Name);
        if (mail.Unsubscribe is { } unsubscribe)
        {
            message.AddHeader("List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>");
            message.AddHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        var categories = new[] { options.Category, mail.Category }.OfType<string>().Distinct().ToList();
        if (categories.Count > 0)
            message.AddCategories(categories);
        message.SetSandBoxMode(options.Sandbox);
        // A tracked link passes through SendGrid, and a link here is a secret that decides; a tracking pixel helps nobody.
        message.SetClickTracking(enable: false, enableText: false);
        message.SetOpenTracking(enable: false);
        message.SetSubscriptionTracking(enable: false);
        return message;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
