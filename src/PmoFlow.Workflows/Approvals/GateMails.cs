using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Scoring;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Body of <see cref="GateActivities.InviteApprover"/>.</summary>
internal sealed class GateMails(
    RequestLedger ledger, GateLedger rounds, LifecycleLibrary lifecycles, OfficeDirectory directory, Outbox outbox, SeatLinks seats,
    ReplyAddresses replies, DigestBox digests, OfficeSettings office)
{
    public async Task<Nothing> Invite(ActivityContext activity, GateInvitation invitation)
    {
        var round = (await rounds.Find(invitation.Request, invitation.Visit, invitation.Number, invitation.Part, activity.Stopping))?.Document
            ?? throw new PermanentFailureException($"Request {invitation.Request} has no such gate round.");
        // Who has decided, or whose seat has gone to somebody else since, is not asked.
        if (!round.IsOpen || round.Seats.FirstOrDefault(s => s.Email == invitation.Email) is not { Decision: null } seat)
            return default;
        var settings = await directory.SettingsOf(seat.Email, activity.Stopping);
        if (settings.IsDigest && await digests.Put(seat, round, activity.Stopping))
            return default;
        var request = await ledger.Get(invitation.Request, activity.Stopping);
        await outbox.Send(request.Id.Value, KeyOf(invitation, round, seat), new MailPerson(seat.Name, seat.Email),
            async () => await Write(request, round, seat, invitation.Reminder, settings.Language, activity.Stopping), activity.Stopping);
        return default;
    }

    private static string KeyOf(GateInvitation invitation, GateRound round, GateSeat seat)
    {
        var part = round.Part is { } name ? $".{name}" : "";
        var occasion = invitation.Occasion is { } again ? $"|{again}" : "";
        return FormattableString.Invariant($"Decision|{round.Visit}.{round.Number}.{invitation.Reminder}{part}|{seat.Email}{occasion}");
    }

    private async Task<Letter> Write(
        RequestRecord request, GateRound round, GateSeat seat, int reminder, string? language, CancellationToken cancellation)
    {
        // Above the sign-in value no answer by mail counts, so none is offered.
        var answerTo = round.SignInNeeded ? null : await replies.Issue(SeatLinks.RecordOf(round, seat), cancellation);
        var lifecycle = lifecycles.Get(request.Lifecycle);
        var gate = round.Title ?? lifecycle.Stage(round.Gate).Title;
        var before = RoundReasons.Before(round, await rounds.All(round.Request, cancellation));
        var (why, description) = (RoundReasons.Why(round, before), request.Content.Description.Shortened(400));
        var asked = why is null || round.IsEscalated ? "" : ", asked anew";
        var then = $"If nobody decides by then: {round.Then}";
        var usual = new Letter(
            $"[{request.Id}] {(reminder == 0 ? "Your decision" : "Reminder: your decision")}{asked}: {request.Content.Title.Shortened(100)}",
            [
                seat.ForName is { } forName ? $"{request.Content.Requester.Name} asks for this, and you decide for {forName} at its gate."
                    : $"{request.Content.Requester.Name} asks for this, and you have a seat at its gate.",
                description,
            ]);
        var worded = usual.Worded(lifecycle, reminder == 0 ? WordingKind.Decision : WordingKind.DecisionReminder, language, new Dictionary<string, string>
        {
            ["approver"] = seat.Name,
            ["gate"] = gate,
            ["then"] = then,
            ["score"] = request.Score is { } points ? FormattableString.Invariant($"{points:0.#}") : "",
            ["changes"] = string.Join("; ", round.Changes ?? []),
            ["due"] = office.Moment(round.Due),
        }, request, office);
        // The office's own words may leave out what is asked for, and may say what happens otherwise: what a reader needs is there once.
        var isToldThen = worded.Paragraphs.Any(paragraph => paragraph.Contains(then, StringComparison.Ordinal));
        return worded with
        {
            Paragraphs = [.. why is null ? [] : new[] { why }, .. worded.Paragraphs],
            Facts = [
                ("Request", request.Content.Title),
                .. worded.Paragraphs.Any(paragraph => paragraph == description) ? [] : new[] { ("What for", description) },
                .. round.Part is null ? [] : new[] { ("Gate", gate) },
                .. (round.Changes ?? []).Select(change => ("Changed", change)),
                .. request.Cost is { } cost ? new[] { ("Cost", office.Money(cost)) } : [],
                .. request.Score is { } score ? new[] { ("Score", lifecycles.Get(request.Lifecycle).Scoring.Kind.Words(score)) } : [],
                ("Decide by", office.Moment(round.Due)),
            ],
            Button = ("Read and decide", await seats.Page(round, seat, cancellation)),
            AnswerTo = answerTo,
            Otherwise = (answerTo is null ? "" : "Or answer this mail: \"approve\", or \"decline\" and why. ") + (isToldThen ? "" : then) is { Length: > 0 } last ? last.Trim() : null,
        };
    }
}
