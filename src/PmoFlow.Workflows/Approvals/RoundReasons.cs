using PmoFlow.Domain.Approvals;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Why somebody is asked though the gate was asked before: without it a second mail reads like the first one sent twice.</summary>
internal static class RoundReasons
{
    /// <summary>The round of the same gate before this one, if any.</summary>
    public static GateRound? Before(GateRound round, IEnumerable<GateRound> all) => all
        .Where(other => other.Gate == round.Gate && other.Part == round.Part && (other.Visit, other.Number).CompareTo((round.Visit, round.Number)) < 0)
        .MaxBy(other => (other.Visit, other.Number));

    /// <summary>As sentences; null where nobody was asked before.</summary>
    public static string? Why(GateRound round, GateRound? before) => round switch
    {
        { IsEscalated: true } => $"{before?.VoidedBecause ?? "Nobody decided in time, so it was escalated."} It is yours to decide now.",
        { IsAskedAgain: true } => $"{before?.VoidedBecause ?? "Nobody decided in time, so it rested."} That time is over, and everybody is asked again.",
        { Changes.Count: > 0 } => "The request was changed since it was last decided about. An earlier decision does not count any more.",
        _ => before switch
        {
            null => null,
            { VoidedBecause: { } because } => $"{because} An earlier decision does not count any more.",
            _ => $"The request has been at this gate before and was {(before.Verdict == GateVerdict.Approved ? "approved" : "declined")}. It has come back and is decided anew.",
        },
    };

    /// <summary>The same in two words, for a list.</summary>
    public static string? InShort(GateRound round, GateRound? before) =>
        round.IsEscalated ? "escalated to you" : Why(round, before) is null ? null : "asked anew";
}
