using PmoFlow.Domain.Approvals;
using static PmoFlow.Domain.Lifecycles.LifecycleFacts;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>What a delivery stage says about methods and changes, in words.</summary>
internal static class DeliveryFacts
{
    public static IEnumerable<LifecycleFact> Of(LifecycleStage.Delivery stage) =>
        (stage.Methods ?? []).SelectMany((method, place) => LifecycleFacts.Of($"method:{method.Name}", $"Method {method.Title}",
                ("title", method.Title), ("place", Number(place + 1)))
            .Concat(method.Phases.SelectMany((phase, at) => LifecycleFacts.Of($"phase:{method.Name}/{phase.Name}", $"Phase {phase.Title}",
                ("title", phase.Title), ("place", Number(at + 1)),
                ("deliverables", Items(phase, Delivery.MethodItemKind.Deliverable)), ("checklist", Items(phase, Delivery.MethodItemKind.Check)),
                ("begins when approved by", Gate(phase.Start)), ("ends when approved by", Gate(phase.Finish))))))
        .Concat(LifecycleFacts.Of("changes", "Changes to what was agreed", ("decided by", Gate(stage.Changes))))
        .Concat(stage.Closure is not { } closure ? [] : LifecycleFacts.Of("closure", "How a project ends",
            ("accepted by", Gate(closure.Acceptance)), ("handed over", string.Join(", ", closure.Handover.Select(item => $"{item.Name} ({item.Title})")) is { Length: > 0 } items ? items : null),
            ("benefits looked at after", closure.Benefits is { } benefits ? string.Join(", ", benefits.Reviews) : null),
            ("owners of benefits answer within", closure.Benefits is { } asked ? GateWords.Times(asked.Answer) : null),
            ("silence escalated after", closure.Benefits?.Escalate.ToString())));

    private static string? Items(Delivery.MethodPhase phase, Delivery.MethodItemKind kind) =>
        string.Join(", ", phase.Items.Where(item => item.Kind == kind).Select(item => $"{item.Name} ({item.Title})")) is { Length: > 0 } items ? items : null;

    private static string? Gate(GatePolicy? gate) => gate is null ? null
        : $"{string.Join(", ", gate.Approvers)} ({gate.Quorum.Label()}){(gate.Veto is { } veto ? $", veto of {string.Join(", ", veto)}" : "")}, within {GateWords.Times(gate.Deadline)}; then {GateWords.AtExpiry(gate.Expiry)}"
            + (gate.SignInAbove is { } limit ? $"; sign-in above {Number(limit)}" : "");
}
