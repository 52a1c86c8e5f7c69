using System.Text.Json;

namespace PmoFlow.Platform.Orchestrations;

/// <summary>Durable Task's runtime states, and one of ours.</summary>
public enum OrchestrationStatus
{
    /// <summary>Accepted, not yet begun.</summary>
    Pending,

    /// <summary>Begun, not ended.</summary>
    Running,

    /// <summary>Takes nothing in until it is resumed.</summary>
    Suspended,

    /// <summary>Stopped because its code no longer matches its history (or cannot be read); waits for a fix. Not an end.</summary>
    Quarantined,

    /// <summary>Ended with an output.</summary>
    Completed,

    /// <summary>Ended with a failure.</summary>
    Failed,

    /// <summary>Ended by somebody.</summary>
    Terminated,
}

/// <summary>Where an instance stands.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="Name">Its orchestration's name.</param>
/// <param name="Status">Its runtime state.</param>
/// <param name="CreatedAt">When it was started, UTC.</param>
/// <param name="UpdatedAt">When it last moved, UTC.</param>
/// <param name="CustomStatus">What it shows of itself.</param>
/// <param name="Input">JSON it was started with.</param>
/// <param name="Output">JSON it completed with, or the reason of its termination as a JSON string.</param>
/// <param name="Failure">Why it failed or was quarantined.</param>
public sealed record OrchestrationState(
    string InstanceId,
    string Name,
    OrchestrationStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    JsonElement? CustomStatus,
    JsonElement? Input,
    JsonElement? Output,
    TaskFailure? Failure)
{
    /// <summary>
    /// Which of custom status, input, output and failure are not what was written, in words; null where all are. What is damaged is
    /// null here: it is never given as if it were true, and it keeps nobody from seeing the rest.
    /// </summary>
    public string? Damage { get; init; }

    /// <summary>An ended state never changes.</summary>
    public bool HasEnded => Status is OrchestrationStatus.Completed or OrchestrationStatus.Failed or OrchestrationStatus.Terminated;
}

/// <summary>Which instances to list.</summary>
/// <param name="IdPrefix">Only ids that begin so (ordinal).</param>
/// <param name="Name">Only this orchestration.</param>
/// <param name="Status">Only this state.</param>
/// <param name="Cursor">Where the last page ended.</param>
/// <param name="PageSize">At most so many; 1 to 1,000.</param>
public sealed record OrchestrationQuery(
    string? IdPrefix = null, string? Name = null, OrchestrationStatus? Status = null, string? Cursor = null, int PageSize = 100);

/// <summary>A page of instances.</summary>
/// <param name="Instances">In order of their ids.</param>
/// <param name="Cursor">Where to go on; null on the last page.</param>
public sealed record OrchestrationPage(IReadOnlyList<OrchestrationState> Instances, string? Cursor);
