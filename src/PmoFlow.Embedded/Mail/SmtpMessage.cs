using MimeKit;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Embedded.Mail;

/// <summary>A mail as it goes over the wire. The same mail makes the same message on every attempt, but for its date.</summary>
internal static class SmtpMessage
{
    /// <summary>The message, or null where the address is none.</summary>
    public static MimeMessage? TryCompose(OutgoingMail mail, SmtpOptions options, DateTimeOffset now)
    {
        // A parser that takes "Ann <ann@example.org>" or a list would send to somebody else than the caller meant.
        if (!MailboxAddress.TryParse(mail.To.Email, out var parsed) || parsed.Address != mail.To.Email
            || !parsed.Address.Contains('@', StringComparison.Ordinal))
            return null;
        var domain = options.FromAddress[(options.FromAddress.LastIndexOf('@') + 1)..];
        var message = new MimeMessage
        {
            MessageId = MessageIds.OfMail(mail.Key, domain),
            Date = now,
            Subject = OneLine(mail.Subject),
            Body = new MultipartAlternative
            {
                new TextPart("plain") { Text = mail.Text },
                Html(mail),
            },
        };
        message.From.Add(new MailboxAddress(options.FromName, options.FromAddress));
        message.To.Add(new MailboxAddress(OneLine(mail.To.Name), parsed.Address));
        if (mail.ReplyTo is { } replyTo)
            message.ReplyTo.Add(new MailboxAddress(options.FromName, replyTo));
        // RFC 3834: absence notices and mailing lists must not answer it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Thread is { } thread)
        {
            var root = MessageIds.OfThread(thread, domain);
            message.InReplyTo = root;
            message.References.Add(root);
        }
        if (mail.Unsubscribe is { } unsubscribe)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe.AbsoluteUri}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        return message;
    }

    /// <summary>The HTML part, with its pictures beside it where it has any (RFC 2387).</summary>
    private static MimeEntity Html(OutgoingMail mail)
    {
        var html = new TextPart("html") { Text = mail.Html };
        if (mail.Pictures.Count == 0)
            return html;
        var related = new MultipartRelated { Root = html };
        foreach (var picture in mail.Pictures)
        {
            related.Add(new MimePart("image", "png")
            {
                Content = new MimeContent(new MemoryStream(picture.Png.ToArray())),
                ContentId = picture.Name,
                ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = $"{picture.Name}.png" },
                ContentTransferEncoding = ContentEncoding.Base64,
            });
        }
        return related;
    }

    /// <summary>A title typed by a stranger must not be able to add a header.</summary>
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
