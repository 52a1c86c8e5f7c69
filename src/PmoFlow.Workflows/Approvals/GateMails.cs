using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Bodies of <see cref="GateActivities.InviteApprover"/>.</summary>
internal sealed class GateMails(RequestLedger ledger, GateLedger rounds, Outbox outbox, Links links, OfficeSettings office)
{
    /// <summary>A link shows what was decided for this long after the round's end.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromDays(365);

    public async Task<Nothing> Invite(ActivityContext activity, GateInvitation invitation)
    {
        var round = (await rounds.Find(invitation.Request, invitation.Visit, invitation.Escalation, activity.Stopping))?.Document
            ?? throw new PermanentFailureException($"Request {invitation.Request} has no such gate round.");
        var seat = round.Seats.First(s => s.Email == invitation.Email);
        if (!round.IsOpen || seat.Decision is not null)
            return default;
        var request = await ledger.Get(invitation.Request, activity.Stopping);
        var key = FormattableString.Invariant($"Decision|{round.Visit}.{round.Escalation}.{invitation.Reminder}|{seat.Email}");
        await outbox.Send(request.Id.Value, key, new MailPerson(seat.Name, seat.Email),
            async () => Write(request, round, invitation.Reminder, await Link(round, seat, activity.Stopping)), activity.Stopping);
        return default;
    }

    private async Task<Uri> Link(GateRound round, GateSeat seat, CancellationToken cancellation)
    {
        var token = await links.Issue(new LinkRecord(LinkKind.Approval, round.Request.Value, seat.Email, round.Due + Shown)
        {
            Gate = round.Gate,
            Visit = round.Visit,
            Escalation = round.Escalation,
            Revision = round.Revision,
        }, cancellation);
        return office.Link($"/approvals/{token}");
    }

    private Letter Write(RequestRecord request, GateRound round, int reminder, Uri page) => new(
        $"[{request.Id}] {(reminder == 0 ? "Your decision" : "Reminder: your decision")}: {request.Content.Title.Shortened(100)}",
        [$"{request.Content.Requester.Name} asks for this, and you have a seat at its gate.", request.Content.Description.Shortened(400)])
    {
        Facts = [
            ("Request", request.Content.Title),
            .. request.Cost is { } cost ? new[] { ("Cost", office.Money(cost)) } : [],
            .. request.Score is { } score ? new[] { ("Score", FormattableString.Invariant($"{score:0.#} of 100")) } : [],
            ("Decide by", office.Moment(round.Due)),
        ],
        Button = ("Read and decide", page),
        Otherwise = $"If nobody decides by then: {round.Then}",
    };
}
