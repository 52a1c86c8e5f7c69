using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using static PmoFlow.Domain.Lifecycles.LifecycleFacts;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>A gate's rules in words, for its drawing and for comparing versions.</summary>
public static class GateWords
{
    /// <summary>For which costs it is asked: <c>above 250,000</c>; empty where for all.</summary>
    public static string Band(StageGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        string?[] parts = [gate.Above is { } above ? $"above {Number(above)}" : null, gate.UpTo is { } most ? $"up to {Number(most)}" : null];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>A time and its reminders: <c>10 working days, reminded after 5 working days and 8 working days</c>.</summary>
    public static string Times(Deadline deadline)
    {
        ArgumentNullException.ThrowIfNull(deadline);
        return deadline.Reminders.Count == 0 ? deadline.Due.ToString() : $"{deadline.Due}, reminded after {string.Join(" and ", deadline.Reminders)}";
    }

    /// <summary>What silence does: never approve.</summary>
    public static string AtExpiry(GateExpiry expiry) => expiry switch
    {
        GateExpiry.Decline => "declined",
        GateExpiry.Escalate escalate => $"escalated to {escalate.To.Label()}, of whom one decides within {Times(escalate.Deadline)}; then declined",
        GateExpiry.Defer defer => $"rests for {defer.For} and is asked again, {(defer.Times == 1 ? "once" : $"{defer.Times} times at most")}; then declined",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
