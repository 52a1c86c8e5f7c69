using PmoFlow.Domain.Approvals;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Why a round of a gate begins.</summary>
public enum GateTurnKind
{
    /// <summary>The request has come to the gate.</summary>
    First,

    /// <summary>The first people were silent; others decide.</summary>
    Escalated,

    /// <summary>The people were silent and the request has rested.</summary>
    AskedAgain,

    /// <summary>All were silent: nobody is asked any more.</summary>
    Over,
}

/// <summary>Which round of a gate comes next: the pure part of its orchestration.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Kind">Why it begins.</param>
/// <param name="Changes">What changed in the request since it was last asked.</param>
internal sealed record GateTurn(int Number, GateTurnKind Kind, IReadOnlyList<string>? Changes)
{
    public static GateTurn First(IReadOnlyList<string>? changes) => new(0, GateTurnKind.First, changes);

    /// <summary>What the gate's policy says where nobody decided in time. It never approves, and it comes to an end.</summary>
    public GateTurn AfterSilence(GatePolicy policy) => policy.Expiry switch
    {
        GateExpiry.Escalate when Kind == GateTurnKind.First => new(Number + 1, GateTurnKind.Escalated, Changes),
        GateExpiry.Defer defer when Number < defer.Times => new(Number + 1, GateTurnKind.AskedAgain, Changes),
        _ => this with { Kind = GateTurnKind.Over },
    };
}
