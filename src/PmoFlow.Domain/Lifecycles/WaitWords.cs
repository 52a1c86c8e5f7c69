using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>What a file says of a wait, in words.</summary>
public static class WaitWords
{
    /// <summary>What is awaited.</summary>
    public static string What(Lifecycle lifecycle, LifecycleStage stage, Wait wait, GateRound? round) => (wait.Kind, stage) switch
    {
        ("screening", LifecycleStage.Screening screening) =>
            $"An analyst reads it: it goes on to {Title(lifecycle, screening.Qualified)}, a question comes back, or it is declined.",
        ("information", _) => "The requester answers the office's question.",
        ("deferral", _) => "The day on which it comes back.",
        ("scoring", LifecycleStage.Scoring scoring) => $"An analyst scores it; then it goes on to {Title(lifecycle, scoring.Scored)}.",
        ("decision", _) when round is not null => $"Those who decide at {round.Title ?? stage.Title} say yes or no; {round.Quorum.Label()} must approve.",
        ("deferred", _) => $"The decision at {stage.Title} rests.",
        ("delivery", LifecycleStage.Delivery delivery) => $"A project delivers it; then it is {Title(lifecycle, delivery.Completed)}.",
        _ => $"It is at {stage.Title}.",
    };

    /// <summary>What happens when nobody does it in time; what the wait says itself where the file does not say more.</summary>
    public static string Then(Lifecycle lifecycle, string stage, Wait wait, GateRound? round = null)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        ArgumentNullException.ThrowIfNull(wait);
        return !lifecycle.TryStage(stage, out var at) ? wait.Then : (wait.Kind, at) switch
        {
            ("screening" or "scoring", _) => "The analysts are reminded, again after two days, four days and so on, until one of them acts.",
            ("information", LifecycleStage.Screening screening) => lifecycle.TryStage(screening.InformationExpired, out var next) && next is LifecycleStage.End end
                ? $"Without an answer it is {Ended(end.Outcome)}."
                : $"Without an answer it goes on to {Title(lifecycle, screening.InformationExpired)}.",
            ("decision", LifecycleStage.Approval approval) when round is not null => Expired(approval.Policy(round.Part).Expiry, round) ?? wait.Then,
            _ => wait.Then,
        };
    }

    /// <summary>As people say what something came to.</summary>
    public static string Ended(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Completed => "delivered",
        RequestOutcome.Declined => "declined",
        RequestOutcome.Withdrawn => "withdrawn",
        RequestOutcome.Merged => "merged with another",
        RequestOutcome.Stopped => "stopped by the office",
        _ => "on its way",
    };

    private static string? Expired(GateExpiry expiry, GateRound round) => expiry switch
    {
        GateExpiry.Escalate escalate when !round.IsEscalated =>
            $"It is escalated: one of another role ({escalate.To.Label()}) decides, within {escalate.Deadline.Due}. If nobody does then, it is declined.",
        GateExpiry.Defer defer when round.Number < defer.Times => $"It rests for {defer.For}, then everybody is asked again.",
        GateExpiry.Decline or GateExpiry.Escalate or GateExpiry.Defer => "It is declined.",
        _ => null,
    };

    private static string Title(Lifecycle lifecycle, string stage) => lifecycle.TryStage(stage, out var found) ? found.Title : stage;
}
