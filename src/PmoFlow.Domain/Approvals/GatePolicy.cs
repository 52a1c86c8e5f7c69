using System.Text.Json.Serialization;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Approvals;

/// <summary>Who decides at a gate, how many of them, by when, and what happens otherwise. Expiry never approves.</summary>
/// <param name="Approvers">Whose people have a seat, each person one.</param>
/// <param name="Quorum">How many must approve.</param>
/// <param name="Deadline">By when, and when those who have not decided are reminded.</param>
/// <param name="Expiry">What happens when it has passed without a decision.</param>
/// <param name="SignInAbove">The cost above which a link alone is not enough; null for no such value.</param>
public sealed record GatePolicy(
    IReadOnlyList<SeatRule> Approvers, Quorum Quorum, Deadline Deadline, GateExpiry Expiry, decimal? SignInAbove = null)
{
    /// <summary>Those among the approvers whose decline alone declines; null for none.</summary>
    public IReadOnlyList<SeatRule>? Veto { get; init; }
}

/// <summary>What happens when a gate's deadline passes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Decline), "decline")]
[JsonDerivedType(typeof(Escalate), "escalate")]
[JsonDerivedType(typeof(Defer), "defer")]
public abstract record GateExpiry
{
    private GateExpiry() { }

    /// <summary>The request is declined, and says so.</summary>
    public sealed record Decline : GateExpiry;

    /// <summary>
    /// People of another role get a seat each and decide instead of those who were silent, within another time; after that the
    /// request is declined.
    /// </summary>
    public sealed record Escalate(SeatRule To, Deadline Deadline) : GateExpiry;

    /// <summary>The request rests for a while, then the same people are asked anew; after so many times it is declined.</summary>
    /// <param name="For">How long it rests.</param>
    /// <param name="Times">How often, from 1.</param>
    public sealed record Defer(TimeLimit For, int Times) : GateExpiry
    {
        /// <summary>A request that comes back more often than this waits for nobody.</summary>
        public const int Most = 12;
    }
}

/// <summary>One of several gates of a stage.</summary>
/// <param name="Name">Stable, in keys and links: <c>finance</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Policy">Who, how many, by when, and what happens otherwise.</param>
public sealed record StageGate(string Name, string Title, GatePolicy Policy)
{
    /// <summary>It is asked only for requests that cost more.</summary>
    public decimal? Above { get; init; }

    /// <summary>It is asked only for requests that cost at most this.</summary>
    public decimal? UpTo { get; init; }

    /// <summary>Whether every request of the stage comes to it.</summary>
    [JsonIgnore]
    public bool Always => Above is null && UpTo is null;

    /// <summary>Whether a request of that cost comes to it. One whose cost nobody knows counts as the dearest.</summary>
    public bool AppliesTo(decimal? cost) => (Above is not { } above || cost is null || cost > above) && (UpTo is not { } most || cost <= most);
}

/// <summary>How several gates of a stage follow each other.</summary>
public enum GateOrder
{
    /// <summary>All are asked at once; one that declines ends the others.</summary>
    Parallel,

    /// <summary>Each is asked when the one before it has approved, in the order of the file.</summary>
    Sequence,
}
