namespace PmoFlow.Workflows.Workshop;

/// <summary>A made-up request that is to go through a lifecycle in virtual time, and how the people behave.</summary>
/// <param name="Name">The lifecycle's.</param>
/// <param name="Version">Which version; null where <paramref name="Text"/> is tried.</param>
/// <param name="Text">The file that is tried: a draft as it was then; null for a version.</param>
/// <param name="Begins">When the request comes in, UTC.</param>
/// <param name="Title">What it asks for.</param>
/// <param name="Fields">Its answers.</param>
/// <param name="People">How each behaves, by <see cref="TrialRole.Key"/>; who is not here behaves as usual.</param>
public sealed record TrialPlan(
    string Name, int? Version, string? Text, DateTimeOffset Begins, string Title, IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, TrialBehaviour> People);

/// <summary>What somebody does, and how many working days after it became their turn.</summary>
public sealed record TrialBehaviour(TrialAct Act, int After)
{
    /// <summary>The longest that somebody takes, in working days.</summary>
    public const int Longest = 500;
}

/// <summary>What people do in a trial.</summary>
public enum TrialAct
{
    /// <summary>Nothing, ever.</summary>
    Silent,

    /// <summary>An analyst qualifies it.</summary>
    Qualify,

    /// <summary>They decline.</summary>
    Decline,

    /// <summary>An analyst asks the requester something, once, and qualifies it after the answer.</summary>
    Ask,

    /// <summary>An analyst defers it by a month, once, and qualifies it when it is back.</summary>
    Defer,

    /// <summary>An analyst gives every criterion its middle level.</summary>
    Score,

    /// <summary>They approve.</summary>
    Approve,

    /// <summary>They approve on a condition.</summary>
    ApproveOnCondition,

    /// <summary>They give their seat to somebody else, who approves a working day later.</summary>
    Delegate,

    /// <summary>They answer.</summary>
    Answer,

    /// <summary>They answer that all is well.</summary>
    AnswerWell,

    /// <summary>They give the worst answer.</summary>
    AnswerBadly,

    /// <summary>The requester takes the request back.</summary>
    Withdraw,

    /// <summary>The project is closed.</summary>
    Close,
}

/// <summary>A trial: what is tried, how far it is, what it came to.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Plan">What is tried.</param>
/// <param name="Email">Who began it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="State">Whether it has ended.</param>
public sealed record TrialRecord(string Id, TrialPlan Plan, string Email, DateTimeOffset At, TrialState State)
{
    /// <summary>How many things have happened in it.</summary>
    public int Events { get; init; }

    /// <summary>How far its clock is, UTC.</summary>
    public DateTimeOffset? Reached { get; init; }

    /// <summary>What it came to, as a sentence.</summary>
    public string? Result { get; init; }

    /// <summary>What it came to, where the request has ended.</summary>
    public Domain.Intake.RequestOutcome? Outcome { get; init; }
}

/// <summary>How far a trial is.</summary>
public enum TrialState
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>The request came to its end.</summary>
    Ended,

    /// <summary>It was stopped before: it would go on too long, or nothing waits for anybody.</summary>
    Stopped,

    /// <summary>It could not be run.</summary>
    Failed,
}

/// <summary>Something that happened in a trial.</summary>
/// <param name="At">When, by the trial's clock, UTC.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Who">Who did it, or to whom the mail went, or whose turn it is.</param>
/// <param name="Text">What, as a sentence; the subject of a mail.</param>
public sealed record TrialEvent(DateTimeOffset At, TrialEventKind Kind, string Who, string Text)
{
    /// <summary>The text of a mail.</summary>
    public string? Mail { get; init; }

    /// <summary>By when something that waits is due, UTC.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>What happens then.</summary>
    public string? Then { get; init; }

    /// <summary>The title of the gate that a decision is waited for at: several of a stage wait at once.</summary>
    public string? Gate { get; init; }
}

/// <summary>What a trial's event is.</summary>
public enum TrialEventKind
{
    /// <summary>An entry of the timeline.</summary>
    Happened,

    /// <summary>A mail.</summary>
    Mail,

    /// <summary>It waits for somebody.</summary>
    Waits,
}

/// <summary>Events of a trial that are stored together.</summary>
internal sealed record TrialEvents(int Number, IReadOnlyList<TrialEvent> Events);
