using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Delivery;

/// <summary>How a project ends: what is handed over, who accepts it, and when the office asks whether it was worth it.</summary>
/// <param name="Handover">What is looked after before it ends.</param>
/// <param name="Acceptance">Who says that what was delivered is accepted.</param>
public sealed record ClosurePlan(IReadOnlyList<MethodItem> Handover, GatePolicy Acceptance)
{
    /// <summary>When benefits are looked at; null where they are not.</summary>
    public BenefitPlan? Benefits { get; init; }
}

/// <summary>When the owner of a benefit is asked what it has come to.</summary>
/// <param name="Reviews">How long after the project's end, each later than the one before.</param>
/// <param name="Answer">By when the owner answers, and when they are reminded.</param>
/// <param name="Escalate">How long after that those who lead the unit hear of it.</param>
public sealed record BenefitPlan(IReadOnlyList<TimeLimit> Reviews, Deadline Answer, TimeLimit Escalate);
