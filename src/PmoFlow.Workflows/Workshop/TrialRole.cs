using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Lifecycles;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Somebody whose behaviour can be chosen in a trial.</summary>
/// <param name="Key">Stable within the lifecycle: <c>seat:approval//approver</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Acts">What they can do; the first is what they do where nothing is chosen.</param>
/// <param name="After">How many working days they take where nothing is chosen.</param>
public sealed record TrialRole(string Key, string Title, IReadOnlyList<TrialAct> Acts, int After)
{
    /// <summary>The requester taking it back.</summary>
    public const string Withdrawal = "withdraw";

    /// <summary>The requester answering questions.</summary>
    public const string Information = "information";

    /// <summary>The lead answering health checks.</summary>
    public const string Health = "health";

    /// <summary>The lead sending status reports.</summary>
    public const string Status = "status";

    /// <summary>The office closing the project.</summary>
    public const string Close = "close";

    private static readonly TrialAct[] Seat = [TrialAct.Approve, TrialAct.Decline, TrialAct.ApproveOnCondition, TrialAct.Delegate, TrialAct.Silent];

    /// <summary>Everybody who has a part in that lifecycle, in the order in which their turn comes.</summary>
    public static IReadOnlyList<TrialRole> Of(Lifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        return [.. lifecycle.Stages.SelectMany(Stage), new(Withdrawal, "Requester: takes it back", [TrialAct.Silent, TrialAct.Withdraw], 10)];
    }

    /// <summary>The key of those who screen.</summary>
    public static string Screening(string stage) => $"screening:{stage}";

    /// <summary>The key of those who score.</summary>
    public static string Scoring(string stage) => $"scoring:{stage}";

    /// <summary>The key of those who have a seat at a gate by a rule.</summary>
    public static string SeatOf(string stage, string? part, SeatRule rule) => $"seat:{stage}/{part}/{rule}";

    private static IEnumerable<TrialRole> Stage(LifecycleStage stage)
    {
        switch (stage)
        {
            case LifecycleStage.Screening screening:
                TrialAct[] acts = screening.Offers(ScreeningOption.Defer)
                    ? [TrialAct.Qualify, TrialAct.Ask, TrialAct.Defer, TrialAct.Decline, TrialAct.Silent]
                    : [TrialAct.Qualify, TrialAct.Ask, TrialAct.Decline, TrialAct.Silent];
                yield return new(Screening(stage.Name), $"{stage.Title}: the analyst", acts, 1);
                yield return new(Information, "Requester: answers questions", [TrialAct.Answer, TrialAct.Silent], 2);
                break;
            case LifecycleStage.Scoring:
                yield return new(Scoring(stage.Name), $"{stage.Title}: the analyst", [TrialAct.Score, TrialAct.Silent], 1);
                break;
            case LifecycleStage.Approval approval:
                foreach (var role in approval.AllGates.SelectMany(gate => Gate(approval, gate)))
                    yield return role;
                break;
            case LifecycleStage.Delivery delivery:
                yield return new(Health, "Project lead: answers health checks", [TrialAct.AnswerWell, TrialAct.AnswerBadly, TrialAct.Silent], 2);
                if (delivery.Status is not null)
                    yield return new(Status, "Project lead: sends status reports", [TrialAct.AnswerWell, TrialAct.Silent], 2);
                yield return new(Close, "Project lead: closes the project", [TrialAct.Close, TrialAct.Silent], 60);
                break;
            default:
                break;
        }
    }

    private static IEnumerable<TrialRole> Gate(LifecycleStage.Approval stage, StageGate gate)
    {
        var part = stage.Gates is null ? null : gate.Name;
        foreach (var rule in gate.Policy.Approvers)
            yield return new(SeatOf(stage.Name, part, rule), $"{gate.Title}: {rule.Label()}", Seat, 1);
        if (gate.Policy.Expiry is GateExpiry.Escalate escalate)
            yield return new(SeatOf(stage.Name, part, escalate.To), $"{gate.Title}, once escalated: {escalate.To.Label()}", Seat, 1);
    }
}
