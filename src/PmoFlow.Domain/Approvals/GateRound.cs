using System.Text.Json.Serialization;

namespace PmoFlow.Domain.Approvals;

/// <summary>One round of one gate of one request: who has a seat, what they said, what came of it.</summary>
/// <param name="Request">Whose gate.</param>
/// <param name="Gate">Name of the lifecycle's stage.</param>
/// <param name="Visit">The request's visit to that stage: rounds of different visits are different rounds.</param>
/// <param name="Number">Which round of the visit, from 0. Stored under an earlier name, when only escalation began another.</param>
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
    [property: JsonPropertyName("escalation")] int Number,
    int Revision,
    Quorum Quorum,
    DateTimeOffset OpenedAt,
    DateTimeOffset Due,
    string Then,
    IReadOnlyList<GateSeat> Seats,
    GateVerdict Verdict,
    bool SignInNeeded)
{
    /// <summary>Which of the stage's gates, by name; null where it has a single one.</summary>
    public string? Part { get; init; }

    /// <summary>That gate's title, where the stage has several.</summary>
    public string? Title { get; init; }

    /// <summary>Whether those decide to whom it was escalated. Rows of before this was kept say it by their number.</summary>
    public bool IsEscalated { get => field || (Part is null && Number > 0 && !IsAskedAgain); init; }

    /// <summary>Whether the people of an earlier round are asked anew.</summary>
    public bool IsAskedAgain { get; init; }

    /// <summary>What changed in the request since it was last asked.</summary>
    public IReadOnlyList<string>? Changes { get; init; }

    /// <summary>Seats that are void: delegated, or of people who left.</summary>
    public IReadOnlyList<FormerSeat>? Former { get; init; }

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

    /// <summary>The mail address of the person for whom they decide, where it is not their own seat.</summary>
    public string? For { get; init; }

    /// <summary>That person's name.</summary>
    public string? ForName { get; init; }

    /// <summary>True where that person chose them; null where they stand in by rule.</summary>
    public bool? IsDelegated { get; init; }

    /// <summary>What they said, if anything.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Why.</summary>
    public string? Comment { get; init; }

    /// <summary>What must be done, of an approval on conditions.</summary>
    public IReadOnlyList<string>? Conditions { get; init; }

    /// <summary>By when.</summary>
    public DateOnly? ConditionsDue { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>As records say it: <c>Björn for Ana</c>.</summary>
    [JsonIgnore]
    public string Who => ForName is null ? Name : $"{Name} for {ForName}";
}

/// <summary>A seat that is void, with its links.</summary>
/// <param name="Email">Whose it was.</param>
/// <param name="Name">Their name.</param>
/// <param name="Because">Why, as a sentence.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record FormerSeat(string Email, string Name, string Because, DateTimeOffset At);

/// <summary>Something that was said at a gate and did not count.</summary>
/// <param name="Gate">At which stage.</param>
/// <param name="Visit">In which visit of the request to it.</param>
/// <param name="Number">In which round.</param>
/// <param name="Email">Who said it.</param>
/// <param name="Name">Their name.</param>
/// <param name="Decision">What.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Because">Why it did not count.</param>
public sealed record SupersededDecision(
    string Gate, int Visit, int Number, string Email, string Name, Decision Decision, DateTimeOffset At, string Because)
{
    /// <summary>At which of the stage's gates; null where it has a single one.</summary>
    public string? Part { get; init; }
}
