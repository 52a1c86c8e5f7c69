namespace PmoFlow.Domain.Approvals;

/// <summary>One round of one gate of one request: who has a seat, what they said, what came of it.</summary>
/// <param name="Request">Whose gate.</param>
/// <param name="Gate">Name of the lifecycle's stage.</param>
/// <param name="Visit">The request's visit to that stage: rounds of different visits are different rounds.</param>
/// <param name="Escalation">0 for the first seats, 1 after escalation.</param>
/// <param name="Revision">The revision of the request that was shown.</param>
/// <param name="Quorum">How many must approve.</param>
/// <param name="OpenedAt">UTC.</param>
/// <param name="Due">UTC.</param>
/// <param name="Then">What happens when it is not decided by then, as a sentence.</param>
/// <param name="Seats">One per person.</param>
/// <param name="Verdict">What it has come to.</param>
/// <param name="SignInNeeded">Whether a link alone is not enough.</param>
public sealed record GateRound(
    RequestId Request,
    string Gate,
    int Visit,
    int Escalation,
    int Revision,
    Quorum Quorum,
    DateTimeOffset OpenedAt,
    DateTimeOffset Due,
    string Then,
    IReadOnlyList<GateSeat> Seats,
    GateVerdict Verdict,
    bool SignInNeeded)
{
    /// <summary>Set when the round ended without a verdict of its own: withdrawn, escalated.</summary>
    public string? VoidedBecause { get; init; }

    /// <summary>When it closed, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether a decision still counts.</summary>
    public bool IsOpen => Verdict == GateVerdict.Open && VoidedBecause is null;
}

/// <summary>One person's seat at a gate.</summary>
/// <param name="Email">Whose.</param>
/// <param name="Name">Their name.</param>
public sealed record GateSeat(string Email, string Name)
{
    /// <summary>True where their decline alone declines; null in all other cases.</summary>
    public bool? HasVeto { get; init; }

    /// <summary>What they said, if anything.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Why.</summary>
    public string? Comment { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}
