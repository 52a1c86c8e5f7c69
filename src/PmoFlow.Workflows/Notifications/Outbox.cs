using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Notifications;

/// <summary>Sends each notification once: at least once in all, twice only where a crash or silence left it open.</summary>
public sealed class Outbox(ITableStore tables, IMailTransport transport, OfficeSettings office, UndeliveredMails undelivered, TimeProvider clock)
{
    /// <summary>
    /// Sends a mail unless it is sent already. Returns when the provider has it or will never take it; throws
    /// <see cref="MailNotSentException"/> where another attempt may help.
    /// </summary>
    /// <param name="about">Number of the request, project or action; mails about one thing make one thread.</param>
    /// <param name="key">The notification's key within that.</param>
    /// <param name="to">The addressee.</param>
    /// <param name="write">Writes the letter; links in it are issued for this attempt.</param>
    /// <param name="cancellation">Gives up before the provider is asked.</param>
    public async Task Send(
        string about, string key, MailPerson to, Func<Task<Letter>> write, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(write);
        var row = (await tables.Find(OfficeTables.Outbox, new(about, key), cancellation))?.Document;
        if (IsDone(row))
        {
            // A crash may have come between the row and the work list.
            await undelivered.Follow(row!, cancellation);
            return;
        }

        var letter = await write();
        // An earlier attempt may have sent it after all: what the provider reports of that meanwhile must neither be lost nor sent again.
        row = (await tables.Change(OfficeTables.Outbox, new(about, key), before => IsDone(before) ? null
            : new OutboxItem(key, about, to.Email, letter.Subject, OutboxState.Sending, (before?.Attempts ?? 0) + 1, clock.GetUtcNow()), cancellation))!;
        if (IsDone(row))
        {
            await undelivered.Follow(row, cancellation);
            return;
        }

        var greeting = $"Hello {to.Name},";
        var mail = new OutgoingMail($"{about}/{key}", to, letter.Subject, letter.ToText(greeting, office.Name),
            letter.ToHtml(greeting, office.Name), Thread: about, Category: key.Split('|')[0])
        {
            ReplyTo = letter.AnswerTo,
            Pictures = [.. letter.Sections.Select(section => section.Picture?.File).OfType<MailPicture>()],
            Unsubscribe = letter.Unsubscribe,
        };
        var outcome = await transport.Send(mail, cancellation);
        row = outcome switch
        {
            SendOutcome.Accepted accepted => row with { State = OutboxState.Sent, ProviderId = accepted.ProviderId },
            SendOutcome.Rejected rejected => row with { State = OutboxState.Failed, Problem = rejected.Reason },
            SendOutcome.Deferred deferred => row with { State = OutboxState.Pending, Problem = deferred.Reason },
            SendOutcome.Unknown unknown => row with { State = OutboxState.Pending, Problem = unknown.Reason },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        // Without the token: a stop that comes now must not leave a sent mail to be sent again. The provider may have reported what became
        // of the mail before this is written, and knows better.
        row = row with { UpdatedAt = clock.GetUtcNow() };
        row = await tables.Change(OfficeTables.Outbox, new(about, key), before =>
            before is { State: OutboxState.Bounced or OutboxState.Delivered } ? before with { ProviderId = row.ProviderId } : row, CancellationToken.None);
        await undelivered.Follow(row!, CancellationToken.None);
        if (row!.State == OutboxState.Pending)
            throw new MailNotSentException(row.Problem!, (outcome as SendOutcome.Deferred)?.RetryAfter);
    }

    private static bool IsDone(OutboxItem? row) => row?.State is OutboxState.Sent or OutboxState.Delivered or OutboxState.Bounced or OutboxState.Failed;

    /// <summary>
    /// Enters what the provider reports of a mail later; safe to repeat, in any order. A bounce stays, whatever is reported after it,
    /// and reaches the analysts. A report of a mail that this office did not send is passed over.
    /// </summary>
    public async Task Report(MailDelivery delivery, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.Key.Split('/', 2) is not [var about, var key])
            return;
        var row = await tables.Change(OfficeTables.Outbox, new(about, key), before => before switch
        {
            null or { State: OutboxState.Bounced } => null,
            _ when delivery.Kind == MailDeliveryKind.Delivered => before with { State = OutboxState.Delivered, UpdatedAt = delivery.At },
            _ => before with
            {
                State = OutboxState.Bounced,
                UpdatedAt = delivery.At,
                Problem = delivery.Reason ?? "The addressee's server refused it.",
            },
        }, cancellation);
        if (row is not null)
            await undelivered.Follow(row, cancellation);
    }
}

/// <summary>The provider did not take a mail; another attempt may help.</summary>
public sealed class MailNotSentException(string reason, TimeSpan? retryAfter = null) : TryLaterException(reason, retryAfter);
