using PmoFlow.Domain.Approvals;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Approvals;

/// <summary>One round of a gate: who has a seat and what they said.</summary>
internal sealed record RoundResource(
    string Request, string Gate, int Visit, int Escalation, int Revision, string Quorum, string Verdict, bool Open, string? VoidedBecause,
    DateTimeOffset OpenedAt, DateTimeOffset Due, string Then, DateTimeOffset? ClosedAt, bool SignInNeeded, IReadOnlyList<SeatResource> Seats)
{
    public static RoundResource Of(GateRound round) => new(
        round.Request.Value, round.Gate, round.Visit, round.Escalation, round.Revision, round.Quorum.ToString(), Words.Stable(round.Verdict),
        round.IsOpen, round.VoidedBecause, round.OpenedAt, round.Due, round.Then, round.ClosedAt, round.SignInNeeded,
        [.. round.Seats.Select(seat => new SeatResource(seat.Email, seat.Name,
            seat.Decision is { } decision ? Words.Stable(decision) : null, seat.Comment, seat.DecidedAt))]);
}

/// <summary>A seat; the decision is <c>approve</c>, <c>decline</c> or null.</summary>
internal sealed record SeatResource(string Email, string Name, string? Decision, string? Comment, DateTimeOffset? DecidedAt);

/// <summary>A decision: <c>approve</c> or <c>decline</c>; declining needs a comment.</summary>
internal sealed record DecisionResource(string? Decision, string? Comment, int? Visit = null);
