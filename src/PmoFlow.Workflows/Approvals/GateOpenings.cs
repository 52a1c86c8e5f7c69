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
    public static Deadline Deadline(GatePolicy policy, GateOpening opening) =>
        opening.IsEscalated ? ((GateExpiry.Escalate)policy.Expiry).Deadline : policy.Deadline;

    /// <summary>Whose people have a seat in it.</summary>
    public static IReadOnlyList<SeatRule> Rules(GatePolicy policy, bool isEscalated) =>
        isEscalated ? [((GateExpiry.Escalate)policy.Expiry).To] : policy.Approvers;

    public static GateRound Round(
        RequestRecord request, GateOpening opening, StageGate gate, IReadOnlyList<GateSeat> seats, DateTimeOffset now, BusinessCalendar calendar)
    {
        var (policy, input) = (gate.Policy, opening.Gate);
        return new GateRound(
            request.Id, input.Gate, input.Visit, opening.Number, request.Revision, opening.IsEscalated ? Quorum.Any : policy.Quorum,
            now, Deadline(policy, opening).Due.After(now, calendar), Then(policy, opening), seats, GateVerdict.Open,
            policy.SignInAbove is { } limit && request.Cost > limit)
        {
            Part = input.Part,
            Title = input.Part is null ? null : gate.Title,
            IsEscalated = opening.IsEscalated,
            IsAskedAgain = opening.Kind == GateTurnKind.AskedAgain,
            Changes = opening.Changes,
        };
    }

    public static Wait Wait(GateRound round)
    {
        var silent = round.Seats.Where(seat => seat.Decision is null).Select(seat => seat.Who).ToList();
        var who = round.Seats.Count == 0 ? "Nobody has a seat" : silent.Count == 0 ? "An administrator: nobody is left who could decide" : string.Join(", ", silent);
        return new("decision", who, round.OpenedAt, round.Due, round.Then)
        {
            Part = round.Part,
        };
    }

    /// <summary>The request's waits with this gate's in place of what it waited for there before.</summary>
    public static IReadOnlyList<Wait> Waiting(RequestRecord request, string? part, params IEnumerable<Wait> now) =>
        [.. request.Waiting.Where(wait => wait.Part != part), .. now];

    public static TimelineDraft Entry(GateRound round) => new(
        "gate-opened", TimelineEntry.Office,
        round.Seats.Count == 0
            ? "Nobody may decide at this gate: the office has nobody in its roles but the requester."
            : $"{(round.Title is null ? "" : $"{round.Title}: ")}{(round.IsEscalated ? "Escalated to" : round.IsAskedAgain ? "Asked again:" : "Asked")} "
                + $"{string.Join(", ", round.Seats.Select(seat => seat.Who))} ({round.Quorum.Label()} must approve).",
        Details(round));

    public static GateRound WithDecision(GateRound round, Posted<Decided> posted, DateTimeOffset now)
    {
        var seats = round.Seats.Select(seat => seat.Email != posted.Actor.Email ? seat : seat with
        {
            Decision = posted.What.Decision,
            Comment = posted.What.Comment,
            Conditions = posted.What.Conditions,
            ConditionsDue = posted.What.ConditionsDue,
            DecidedAt = posted.At,
        }).ToList();
        var verdict = Tally(round.Quorum, seats);
        return round with { Seats = seats, Verdict = verdict, ClosedAt = verdict == GateVerdict.Open ? null : now };
    }

    /// <summary>Whether a word is the first of its seat, or changes the one that stands there.</summary>
    public static bool IsNext(GateSeat seat, Decided word) => seat.Decision is null ? word.Changes is null : word.Changes is { } at && seat.DecidedAt == at;

    /// <summary>What a word takes the place of, as it is kept; null where it is the first of its seat.</summary>
    public static SupersededDecision? Changed(GateRound before, Posted<Decided> posted) =>
        before.Seats.FirstOrDefault(seat => seat.Email == posted.Actor.Email) is { Decision: { } decision, DecidedAt: { } at } seat
            ? new(before.Gate, before.Visit, before.Number, seat.Email, seat.Name, decision, at, $"They changed it to {Said(posted.What)}.") { Part = before.Part }
            : null;

    private static string Said(Decided word) => word.Decision == Decision.Approve ? "approved" : "declined";

    /// <summary>
    /// The round with other seats: it is declined where those cannot approve it any more. It is never approved because somebody left.
    /// </summary>
    public static GateRound WithSeats(GateRound round, IReadOnlyList<GateSeat> seats, DateTimeOffset now) =>
        seats.Count > 0 && Tally(round.Quorum, seats) == GateVerdict.Declined
            ? round with { Seats = seats, Verdict = GateVerdict.Declined, ClosedAt = now }
            : round with { Seats = seats };

    /// <summary>Whether all who have a seat in an open round have decided: nobody can bring it to an end.</summary>
    public static bool IsNobodyLeft(GateRound round) => round.IsOpen && round.Seats.Count > 0 && round.Seats.All(seat => seat.Decision is not null);

    private static GateVerdict Tally(Quorum quorum, IReadOnlyList<GateSeat> seats) => GateTally.Verdict(quorum, seats.Count,
        seats.Count(seat => seat.Decision == Decision.Approve), seats.Count(seat => seat.Decision == Decision.Decline),
        seats.Count(seat => seat is { Decision: Decision.Decline, HasVeto: true }));

    public static TimelineDraft DecisionEntry(Posted<Decided> posted, GateRound round)
    {
        var said = Said(posted.What);
        var who = round.Seats.First(seat => seat.Email == posted.Actor.Email).Who;
        var conditions = posted.What.Conditions is { Count: > 0 } some ? $" on {Plural.Of(some.Count, "condition")}" : "";
        var comment = string.IsNullOrWhiteSpace(posted.What.Comment) ? "." : $": {posted.What.Comment}";
        return new("decided", posted.Actor.Email, $"{who} {(posted.What.Changes is null ? said : $"changed their decision: {said}")}{conditions}{comment}", new Dictionary<string, string>(Details(round))
        {
            ["decision"] = said,
            ["verdict"] = round.Verdict.ToString(),
        });
    }

    /// <summary>A decision that does not count, and why.</summary>
    public static SupersededDecision TooLate(GateRound round, Posted<Decided> posted)
    {
        var seat = round.Seats.FirstOrDefault(s => s.Email == posted.Actor.Email);
        var because = seat is null ? "The seat is not theirs."
            : seat.Decision is not null && (round.IsOpen || posted.What.Changes is null) ? "They had decided already."
            : round.VoidedBecause ?? (round.IsOpen ? "The request was changed before this was counted." : "The gate was decided already.");
        return new(round.Gate, round.Visit, round.Number, posted.Actor.Email, posted.Actor.Name, posted.What.Decision, posted.At, because)
        {
            Part = round.Part,
        };
    }

    public static TimelineDraft ReseatingEntry(Reseating change, string because, string actor, GateRound round) => new(
        "reseated", actor,
        $"{because} {(change.Came.Count == 0 ? "Nobody takes the seat." : $"Asked {string.Join(", ", change.Came.Select(seat => seat.Who))}.")}"
            + (round.IsOpen ? "" : " Those who are left cannot approve it any more."),
        Details(round));

    private static Dictionary<string, string> Details(GateRound round)
    {
        var details = new Dictionary<string, string> { ["gate"] = round.Gate, ["revision"] = FormattableString.Invariant($"{round.Revision}") };
        if (round.Part is { } part)
            details["part"] = part;
        return details;
    }

    public static GateResult Result(GateRound round)
    {
        var approved = round.Seats.Where(seat => seat.Decision == Decision.Approve).Select(seat => seat.Who).ToList();
        var declined = round.Seats.Where(seat => seat.Decision == Decision.Decline).Select(seat => seat.Who).ToList();
        var comments = round.Seats.Where(seat => !string.IsNullOrWhiteSpace(seat.Comment)).Select(seat => $"{seat.Who}: {seat.Comment}");
        var summary = round.Verdict switch
        {
            GateVerdict.Approved => $"Approved by {string.Join(", ", approved)}.",
            GateVerdict.Declined => $"Declined by {string.Join(", ", declined)}.",
            _ => "Not decided yet.",
        };
        return new(round.Verdict, summary, string.Join(" · ", comments) is { Length: > 0 } said ? said : null)
        {
            HasConditions = round.Verdict == GateVerdict.Approved && round.Seats.Any(seat => seat.Conditions is { Count: > 0 }),
        };
    }

    private static string Then(GatePolicy policy, GateOpening opening) => policy.Expiry switch
    {
        GateExpiry.Escalate escalate when !opening.IsEscalated => $"It is escalated: somebody else decides (role: {escalate.To.Label()}).",
        GateExpiry.Defer defer when opening.Number < defer.Times => $"It rests for {defer.For}, then everybody is asked again.",
        _ => "It is declined.",
    };
}
