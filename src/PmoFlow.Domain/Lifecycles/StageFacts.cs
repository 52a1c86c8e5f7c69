using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using static PmoFlow.Domain.Lifecycles.LifecycleFacts;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>What a stage says, in words.</summary>
internal static class StageFacts
{
    public static IEnumerable<LifecycleFact> Of(Lifecycle lifecycle, LifecycleStage stage, int place)
    {
        var (part, title) = ("stage:" + stage.Name, $"Stage {stage.Title}");
        IEnumerable<LifecycleFact> facts = LifecycleFacts.Of(part, title,
            ("title", stage.Title), ("place", Number(place)), ("kind", KindOf(stage)));
        return facts.Concat(stage switch
        {
            LifecycleStage.Screening screening => LifecycleFacts.Of(part, title,
                ("within", screening.ServiceLevel.ToString()), ("requester answers within", Times(screening.Information)),
                ("qualified without a look below", screening.QualifiedBelow is { } below ? Number(below) : null),
                ("analysts may also", screening.Options is { } options ? options.Count == 0 ? "nothing else" : string.Join(", ", options) : null),
                ("convert to", screening.ConvertTo is { } targets ? string.Join(", ", targets) : null),
                ("deferred at most", screening.DeferredAtMost?.ToString()),
                ("qualified goes to", To(screening.Qualified)), ("declined goes to", To(screening.Declined)), ("unanswered goes to", To(screening.InformationExpired))),
            LifecycleStage.Scoring scoring => LifecycleFacts.Of(part, title, ("within", scoring.ServiceLevel.ToString()), ("scored goes to", To(scoring.Scored))),
            LifecycleStage.Approval approval => Approval(approval, part, title, To),
            LifecycleStage.Delivery delivery => HealthFacts.Of(delivery, part, title).Concat(LifecycleFacts.Of(part, title, ("completed goes to", To(delivery.Completed)))),
            LifecycleStage.End end => LifecycleFacts.Of(part, title, ("outcome", end.Outcome.ToString())),
            _ => throw new System.Diagnostics.UnreachableException(),
        });

        string To(string name) => $"{lifecycle.Stage(name).Title} ({name})";
    }

    public static string KindOf(LifecycleStage stage) => stage switch
    {
        LifecycleStage.Screening => "screening",
        LifecycleStage.Scoring => "scoring",
        LifecycleStage.Approval => "approval",
        LifecycleStage.Delivery => "delivery",
        LifecycleStage.End => "end",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<LifecycleFact> Approval(LifecycleStage.Approval stage, string part, string title, Func<string, string> to) =>
        LifecycleFacts.Of(part, title,
            ("order of gates", stage.Gates is null ? null : stage.Order.ToString()), ("releases", stage.Releases is { } percent ? $"{Number(percent)} % of the cost" : null),
            ("approved goes to", to(stage.Approved)), ("declined goes to", to(stage.Declined)), ("recalled goes to", stage.Recalled is { } back ? to(back) : null))
        .Concat(stage.AllGates.SelectMany((gate, at) => Gate(stage, gate, at + 1)));

    private static IEnumerable<LifecycleFact> Gate(LifecycleStage.Approval stage, StageGate gate, int place) =>
        LifecycleFacts.Of(stage.Gates is null ? "gate:" + stage.Name : $"gate:{stage.Name}/{gate.Name}", $"Gate {gate.Title}",
            ("title", gate.Title), ("place", stage.Gates is null ? null : Number(place)),
            ("asked", gate.Always ? null : GateWords.Band(gate)),
            ("approvers", string.Join(", ", gate.Policy.Approvers)), ("quorum", gate.Policy.Quorum.Label()),
            ("veto", gate.Policy.Veto is { } veto ? string.Join(", ", veto) : null), ("decides within", Times(gate.Policy.Deadline)),
            ("then", GateWords.AtExpiry(gate.Policy.Expiry)),
            ("sign-in above", gate.Policy.SignInAbove is { } limit ? Number(limit) : null));

    private static string Times(Deadline deadline) => GateWords.Times(deadline);
}
