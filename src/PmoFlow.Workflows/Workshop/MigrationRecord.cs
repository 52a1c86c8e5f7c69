using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Running requests that are moved to another version: who moves them, how far it is.</summary>
/// <param name="Id">Its number.</param>
/// <param name="From">The version that they are on.</param>
/// <param name="To">The version by which they go on.</param>
/// <param name="Email">Who moves them.</param>
/// <param name="ActorName">Their name.</param>
/// <param name="At">When it began, UTC.</param>
/// <param name="Total">How many requests were previewed.</param>
public sealed record MigrationRecord(string Id, LifecycleVersion From, LifecycleVersion To, string Email, string ActorName, DateTimeOffset At, int Total)
{
    /// <summary>How many follow the new version.</summary>
    public int Moved { get; init; }

    /// <summary>How many stay on their version, each with its reason.</summary>
    public int Stayed { get; init; }

    /// <summary>When it was finished, UTC; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>What moving one request means, and what came of it.</summary>
/// <param name="Request">Which.</param>
/// <param name="Title">Its title.</param>
/// <param name="Stage">The stage it was in.</param>
/// <param name="StageTitle">That stage's title.</param>
/// <param name="Step">What moving it means.</param>
/// <param name="Due">By when it was due, UTC.</param>
/// <param name="State">What came of it.</param>
public sealed record MigrationItem(
    RequestId Request, string Title, string Stage, string StageTitle, MigrationStep Step, DateTimeOffset? Due, MigrationState State)
{
    /// <summary>By when it is due on the new version, UTC; null where that is reckoned when somebody is asked anew.</summary>
    public DateTimeOffset? DueAfter { get; init; }

    /// <summary>Since when it has waited for what it waits for, UTC; null where it is between two waits.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why it stays on its version, where that was not previewed.</summary>
    public string? WhyNot { get; init; }

    /// <summary>The same, left where it is because it is not any more as somebody saw it.</summary>
    public MigrationItem HasMovedOn() => this with
    {
        State = MigrationState.Stays,
        WhyNot = $"It has moved on since the preview and is in {StageTitle} now: look at it again.",
    };
}

/// <summary>What came of moving one request.</summary>
public enum MigrationState
{
    /// <summary>Nothing yet.</summary>
    Planned,

    /// <summary>Its orchestration was told.</summary>
    Told,

    /// <summary>It follows the new version, as was previewed.</summary>
    Moved,

    /// <summary>It stays on its version.</summary>
    Stays,
}
