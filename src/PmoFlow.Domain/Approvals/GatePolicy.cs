using System.Text.Json.Serialization;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Approvals;

/// <summary>Who decides at a gate, how many of them, by when, and what happens otherwise. Expiry never approves.</summary>
/// <param name="Approvers">Roles whose people have a seat, each person one.</param>
/// <param name="Quorum">How many must approve.</param>
/// <param name="Deadline">By when, and when those who have not decided are reminded.</param>
/// <param name="Expiry">What happens when it has passed without a decision.</param>
/// <param name="SignInAbove">The cost above which a link alone is not enough; null for no such value.</param>
public sealed record GatePolicy(
    IReadOnlyList<Role> Approvers, Quorum Quorum, Deadline Deadline, GateExpiry Expiry, decimal? SignInAbove = null);

/// <summary>How many of the seats must approve.</summary>
public enum Quorum
{
    /// <summary>One approval approves; it is declined when everybody has declined.</summary>
    Any,

    /// <summary>Everybody must approve; one decline declines.</summary>
    All,

    /// <summary>More than half of the seats must approve; it is declined as soon as that cannot happen any more.</summary>
    Majority,
}

/// <summary>What happens when a gate's deadline passes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Decline), "decline")]
[JsonDerivedType(typeof(Escalate), "escalate")]
public abstract record GateExpiry
{
    private GateExpiry() { }

    /// <summary>The request is declined, and says so.</summary>
    public sealed record Decline : GateExpiry;

    /// <summary>
    /// People of another role get a seat each and decide instead of those who were silent, within another time; after that the
    /// request is declined.
    /// </summary>
    public sealed record Escalate(Role To, Deadline Deadline) : GateExpiry;
}
