using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Web.Development;

/// <summary>
/// The mail of Development: every mail is kept where a page shows it, nothing leaves the machine. A mail that is sent again with
/// the same key replaces itself.
/// </summary>
public sealed partial class Mailbox(ITableStore tables, TimeProvider clock) : IMailTransport
{
    private const string All = "all";

    private static readonly TableReference<MailboxMessage> Messages = new("mailbox", MailboxJson.Default.MailboxMessage);

    private static readonly TableReference<MailboxIndex> Keys = new("mailbox", MailboxJson.Default.MailboxIndex);

    /// <inheritdoc/>
    public async Task<SendOutcome> Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.Key)))[..16];
        var index = await tables.Change(Keys, new("keys", id), known => known ?? new(Row(clock.GetUtcNow(), id)), cancellation);
        var sentAt = new DateTimeOffset(long.Parse(index!.Row.AsSpan(0, 19), CultureInfo.InvariantCulture), TimeSpan.Zero);
        var message = new MailboxMessage(id, Person.Normalise(mail.To.Email), mail.To.Name, mail.Subject, mail.Text, WithPictures(mail),
            [.. Link().Matches(mail.Text).Select(match => match.Value).Distinct()], sentAt)
        {
            ReplyTo = mail.ReplyTo,
        };
        await tables.Upsert(Messages, new(All, index.Row), message, cancellation);
        await tables.Upsert(Messages, new(PartitionOf(message.To), index.Row), message, cancellation);
        return new SendOutcome.Accepted();
    }

    /// <summary>Every mail, oldest first; only those to one address where that is given.</summary>
    public async Task<IReadOnlyList<MailboxMessage>> List(string? to, CancellationToken cancellation = default) =>
        await tables.Scan(Messages, to is null ? All : PartitionOf(Person.Normalise(to)), cancellation: cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>One mail, or null.</summary>
    public async Task<MailboxMessage?> Find(string id, CancellationToken cancellation = default)
    {
        if (await tables.Find(Keys, new("keys", id), cancellation) is not { Document.Row: var row })
            return null;
        return (await tables.Find(Messages, new(All, row), cancellation))?.Document;
    }

    /// <summary>A page shows no attachments, so the pictures stand in the text itself.</summary>
    private static string WithPictures(OutgoingMail mail) => mail.Pictures.Aggregate(mail.Html, (html, picture) =>
        html.Replace($"\"cid:{picture.Name}\"", $"\"data:image/png;base64,{Convert.ToBase64String(picture.Png.Span)}\"", StringComparison.Ordinal));

    private static string PartitionOf(string address) => $"to/{address}";

    private static string Row(DateTimeOffset at, string id) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks:D19}|{id}");

    [GeneratedRegex(@"https?://[^\s<>""')\]]+[^\s<>""')\].,;:!?]", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}

/// <summary>A mail that was sent.</summary>
/// <param name="Id">Made of the notification's key, so that it stands in an address.</param>
/// <param name="To">Address, in lower case.</param>
/// <param name="ToName">Name.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The text part.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Links">Addresses in the text part, in their order.</param>
/// <param name="SentAt">UTC.</param>
public sealed record MailboxMessage(
    string Id, string To, string ToName, string Subject, string Text, string Html, IReadOnlyList<string> Links, DateTimeOffset SentAt)
{
    /// <summary>Where an answer to it goes; null for the sender.</summary>
    public string? ReplyTo { get; init; }
}

/// <summary>Where the mail of a key is.</summary>
internal sealed record MailboxIndex(string Row);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MailboxMessage))]
[JsonSerializable(typeof(MailboxIndex))]
internal sealed partial class MailboxJson : JsonSerializerContext;
