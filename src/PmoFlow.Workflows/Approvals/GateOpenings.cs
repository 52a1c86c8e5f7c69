using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Rounds as they open and change: the pure part of a gate's activities.</summary>
internal static class GateOpenings
{
    /// <summary>The deadline of a round.</summary>
    public static Deadline Deadline(GatePolicy policy, int escalation) =>
        escalation == 0 ? policy.Deadline : ((GateExpiry.Escalate)policy.Expiry).Deadline;

    public static GateRound Round(
        RequestRecord request, ApprovalGateInput gate, GatePolicy policy, int escalation, IReadOnlyList<GateSeat> seats,
        DateTimeOffset now, BusinessCalendar calendar) => new(
            request.Id, gate.Gate, gate.Visit, escalation, request.Revision, escalation == 0 ? policy.Quorum : Quorum.Any,
            now, Deadline(policy, escalation).Due.After(now, calendar), Then(policy, escalation), seats, GateVerdict.Open,
            policy.SignInAbove is { } limit && request.Cost > limit);

    public static Wait Wait(GateRound round)
    {
        var silent = round.Seats.Where(seat => seat.Decision is null).Select(seat => seat.Name).ToList();
        return new("decision", silent.Count == 0 ? "Nobody has a seat" : string.Join(", ", silent), round.OpenedAt, round.Due, round.Then);
    }

    public static TimelineDraft Entry(GateRound round) => new(
        "gate-opened", TimelineEntry.Office,
        round.Seats.Count == 0
            ? "Nobody may decide at this gate: the office has nobody in its roles but the requester."
            : $"{(round.Escalation == 0 ? "Asked" : "Escalated to")} {string.Join(", ", round.Seats.Select(seat => seat.Name))} "
                + $"({round.Quorum.Label()} must approve).",
        new Dictionary<string, string> { ["gate"] = round.Gate, ["revision"] = FormattableString.Invariant($"{round.Revision}") });

    public static GateRound WithDecision(GateRound round, Posted<Decided> posted, DateTimeOffset now)
    {
        var seats = round.Seats.Select(seat => seat.Email != posted.Actor.Email ? seat : seat with
        {
            Decision = posted.What.Decision,
            Comment = posted.What.Comment,
            DecidedAt = posted.At,
        }).ToList();
        var verdict = GateTally.Verdict(round.Quorum, seats.Count,
            seats.Count(seat => seat.Decision == Decision.Approve), seats.Count(seat => seat.Decision == Decision.Decline),
            seats.Count(seat => seat is { Decision: Decision.Decline, HasVeto: true }));
        return round with { Seats = seats, Verdict = verdict, ClosedAt = verdict == GateVerdict.Open ? null : now };
    }

    public static TimelineDraft DecisionEntry(Posted<Decided> posted, GateRound round)
    {
        var said = posted.What.Decision == Decision.Approve ? "approved" : "declined";
        var comment = string.IsNullOrWhiteSpace(posted.What.Comment) ? "." : $": {posted.What.Comment}";
        return new("decided", posted.Actor.Email, $"{posted.Actor.Name} {said}{comment}", new Dictionary<string, string>
        {
            ["gate"] = round.Gate,
            ["decision"] = said,
            ["revision"] = FormattableString.Invariant($"{round.Revision}"),
            ["verdict"] = round.Verdict.ToString(),
        });
    }

    public static GateResult Result(GateRound round)
    {
        var approved = round.Seats.Where(seat => seat.Decision == Decision.Approve).Select(seat => seat.Name).ToList();
        var declined = round.Seats.Where(seat => seat.Decision == Decision.Decline).Select(seat => seat.Name).ToList();
        var comments = round.Seats.Where(seat => !string.IsNullOrWhiteSpace(seat.Comment)).Select(seat => $"{seat.Name}: {seat.Comment}");
        var summary = round.Verdict switch
        {
            GateVerdict.Approved => $"Approved by {string.Join(", ", approved)}.",
            GateVerdict.Declined => $"Declined by {string.Join(", ", declined)}.",
            _ => "Not decided yet.",
        };
        return new(round.Verdict, summary, string.Join(" · ", comments) is { Length: > 0 } said ? said : null);
    }

    private static string Then(GatePolicy policy, int escalation) => policy.Expiry switch
    {
        GateExpiry.Escalate escalate when escalation == 0 => $"It is escalated: somebody else decides (role: {escalate.To.Label()}).",
        _ => "It is declined.",
    };
}
