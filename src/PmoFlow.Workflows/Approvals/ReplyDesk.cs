using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>A mail that came in, as far as a decision needs it.</summary>
/// <param name="MessageId">Its own id, or anything that is the same when it is delivered twice.</param>
/// <param name="From">The one mailbox of its From header; null where there is none or several.</param>
/// <param name="To">Every address that it went to.</param>
/// <param name="Text">Its plain text.</param>
/// <param name="IsAutomatic">Whether a program sent it: an absence notice, a list, a bounce.</param>
/// <param name="IsAuthentic">Whether the office's own receiver found that the domain of its From header vouches for it.</param>
public sealed record InboundMail(string MessageId, string? From, IReadOnlyList<string> To, string? Text, bool IsAutomatic, bool IsAuthentic);

/// <summary>What became of a mail that came in.</summary>
public enum ReplyOutcome
{
    /// <summary>It is no answer to a mail of the office, or a program wrote it: nothing is done and nobody is answered.</summary>
    Ignored,

    /// <summary>It did not count; who has the seat was sent the link.</summary>
    Answered,

    /// <summary>It decided.</summary>
    Decided,
}

/// <summary>
/// Takes decisions from answers to mails. One counts only where it went to the seat's own unguessable address, comes from the
/// seat's own mail address, and the receiver found that it really does. Nobody but the seat's owner is ever written to, so that
/// forged mails do not make the office write to strangers.
/// </summary>
public sealed class ReplyDesk(ApprovalDesk approvals, ReplyAddresses addresses, SeatLinks seats, Outbox outbox)
{
    /// <summary>Takes one mail; the same mail again does the same and writes to nobody twice.</summary>
    public async Task<ReplyOutcome> Take(InboundMail mail, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (mail.IsAutomatic || await addresses.Find(mail.To, cancellation) is not { } link)
            return ReplyOutcome.Ignored;
        if (await approvals.See(link, null, cancellation) is not { } view)
            return ReplyOutcome.Ignored;
        if (await WhyNot(mail, link, view, cancellation) is not { } why)
            return await Confirm(mail, view, cancellation);
        await Answer(mail, view, "Your answer was not taken as a decision",
            [why, "Decide on the page, please."], "Read and decide", cancellation);
        return ReplyOutcome.Answered;
    }

    /// <summary>Takes the decision; says why where it does not count.</summary>
    private async Task<string?> WhyNot(InboundMail mail, LinkRecord link, ApprovalView view, CancellationToken cancellation)
    {
        if (mail.From is null || Person.Normalise(mail.From) != link.Email)
            return "An answer came from another mail address than yours.";
        if (!mail.IsAuthentic)
            return "An answer came in your name, but its domain does not vouch for it (DKIM, DMARC).";
        if (view.WhyNot is { } closed)
            return closed;
        if (ReplyText.Read(mail.Text) is not (var decision, var comment))
            return "Your answer does not begin with \"approve\" or \"decline\".";
        var refusal = await approvals.Post(view.Round, view.Seat, new DecisionWords(decision, comment), cancellation);
        return refusal switch
        {
            null => null,
            Refusal.Invalid invalid => string.Join(" ", invalid.Errors.Select(error => error.Message)),
            _ => refusal.Message,
        };
    }

    private async Task<ReplyOutcome> Confirm(InboundMail mail, ApprovalView view, CancellationToken cancellation)
    {
        await Answer(mail, view, "Your decision is taken", ["We took your answer as your decision. The page shows it.",
            "If it was not you who answered, tell the office at once."], "See it", cancellation);
        return ReplyOutcome.Decided;
    }

    private async Task Answer(
        InboundMail mail, ApprovalView view, string subject, IReadOnlyList<string> paragraphs, string button, CancellationToken cancellation)
    {
        var request = view.Request;
        var key = $"Reply|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)))[..32]}|{view.Seat.Email}";
        try
        {
            await outbox.Send(request.Id.Value, key, new MailPerson(view.Seat.Name, view.Seat.Email),
                async () => new Letter($"[{request.Id}] {subject}: {request.Content.Title.Shortened(100)}", paragraphs)
                {
                    Button = (button, await seats.Page(view.Round, view.Seat, cancellation)),
                }, cancellation);
        }
        catch (MailNotSentException)
        {
            // The outbox row says so, and the decision does not hang on this mail.
        }
    }
}
