using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;

namespace PmoFlow.Workflows.Approvals;

/// <summary>What an approver sees.</summary>
/// <param name="Request">As it stands.</param>
/// <param name="Round">The round that the link was sent for.</param>
/// <param name="Seat">Whose seat.</param>
/// <param name="WhyNot">Why no decision can be taken here; null where one can.</param>
/// <param name="SignInNeeded">Whether signing in would make it possible.</param>
/// <param name="PageToken">Ties the form to what this page showed.</param>
public sealed record ApprovalView(
    RequestRecord Request, GateRound Round, GateSeat Seat, string? WhyNot, bool SignInNeeded, string PageToken)
{
    /// <summary>Whether a decision can be taken here.</summary>
    public bool CanDecide => WhyNot is null;

    /// <summary>Whether the decision that was taken here can be changed: the gate is still open.</summary>
    public bool CanChange { get; init; }
}
