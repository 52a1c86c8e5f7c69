using PmoFlow.Domain.Approvals;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Web.Approvals;

/// <summary>One round of a gate: who has a seat and what they said.</summary>
internal sealed record RoundResource(
    string Request, string Gate, string? Part, int Visit, int Escalation, bool Escalated, int Revision, string Quorum, string Verdict, bool Open, string? VoidedBecause,
    DateTimeOffset OpenedAt, DateTimeOffset Due, string Then, DateTimeOffset? ClosedAt, bool SignInNeeded, IReadOnlyList<SeatResource> Seats)
{
    public static RoundResource Of(GateRound round) => new(
        round.Request.Value, round.Gate, round.Part, round.Visit, round.Number, round.IsEscalated, round.Revision, round.Quorum.ToString(), Words.Stable(round.Verdict),
        round.IsOpen, round.VoidedBecause, round.OpenedAt, round.Due, round.Then, round.ClosedAt, round.SignInNeeded,
        [.. round.Seats.Select(seat => new SeatResource(seat.Email, seat.Name,
            seat.Decision is { } decision ? Words.Stable(decision) : null, seat.Comment, seat.DecidedAt, seat.For, seat.Conditions, seat.HasVeto == true))]);
}

/// <summary>A seat; the decision is <c>approve</c>, <c>decline</c> or null.</summary>
internal sealed record SeatResource(
    string Email, string Name, string? Decision, string? Comment, DateTimeOffset? DecidedAt, string? For, IReadOnlyList<string>? Conditions, bool Veto);

/// <summary>
/// A decision: <c>approve</c> or <c>decline</c>; declining needs a comment, approving may have conditions. Where a stage has several
/// gates, the part says at which. Who has decided changes it while the gate is open by naming the <c>decidedAt</c> of what they change.
/// </summary>
internal sealed record DecisionResource(
    string? Decision, string? Comment, int? Visit = null, string? Part = null, IReadOnlyList<string>? Conditions = null, string? ConditionsDue = null,
    DateTimeOffset? Changes = null);

/// <summary>Takes a request back from its gate.</summary>
internal sealed record RecallResource(string? Reason, int? Visit = null);

/// <summary>An open gate that waits for the signed-in person.</summary>
internal sealed record OpenSeatResource(
    string Request, string Title, string Requester, string Gate, string? Part, int Visit, DateTimeOffset Due, decimal? Score, decimal? Cost)
{
    public static OpenSeatResource Of(SeatRow row) =>
        new(row.Request.Value, row.Title, row.RequesterName, row.Gate, row.Part, row.Visit, row.Due, row.Score, row.Cost);
}
