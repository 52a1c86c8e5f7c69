using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Platform.Operations;

/// <summary>One line of an instance's history.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="What">In words.</param>
/// <param name="Task">The task it concerns; null where it concerns none.</param>
/// <param name="Payload">JSON that came with it.</param>
public sealed record HistoryLine(DateTimeOffset At, string What, int? Task, string? Payload);

/// <summary>Something that an instance waits for.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">The event's, activity's or child's name; empty for a timer.</param>
/// <param name="Until">When a timer falls due or the next attempt starts.</param>
/// <param name="Failure">What the last attempt failed with, or why it is parked.</param>
public sealed record WaitReason(WaitKind Kind, string Name, DateTimeOffset? Until = null, TaskFailure? Failure = null);

/// <summary>What an instance can wait for.</summary>
public enum WaitKind
{
    /// <summary>An event from outside.</summary>
    Event,

    /// <summary>A time.</summary>
    Timer,

    /// <summary>An activity that is running or in line.</summary>
    Activity,

    /// <summary>An activity's next attempt.</summary>
    Retry,

    /// <summary>A person, who must look at work that was parked.</summary>
    ParkedWork,

    /// <summary>A sub-orchestration; its id is the name.</summary>
    Child,

    /// <summary>A person, who must resume it.</summary>
    Suspended,

    /// <summary>A person, who must deploy a fix and release it.</summary>
    Quarantined,

    /// <summary>A person, who must restore a backup or give it up: what is stored of it is damaged.</summary>
    Damaged,
}

/// <summary>An activity that will not run until a person says so.</summary>
/// <param name="InstanceId">Whose it is.</param>
/// <param name="Activity">Its name.</param>
/// <param name="Execution">The instance's execution.</param>
/// <param name="Task">The task in it.</param>
/// <param name="Reason">Why it was parked.</param>
public sealed record ParkedWork(string InstanceId, string Activity, int Execution, int Task, TaskFailure Reason);

/// <summary>How busy the engine is.</summary>
/// <param name="Instances">How many in each state.</param>
/// <param name="LiveInMemory">Instances in memory; the others are dormant and cost none.</param>
/// <param name="Activities">Running and in line.</param>
/// <param name="WritesQueued">Waiting for the next commit.</param>
/// <param name="Commits">Since the start.</param>
/// <param name="Writes">Changes in those commits.</param>
/// <param name="Parked">Activities that wait for a person.</param>
/// <param name="OldestOverdueTimer">How late the timer is that should have fired longest ago; zero where none is late.</param>
/// <param name="ActivitiesLastMinute">Activities that ended in the last minute of real time.</param>
public sealed record EngineLoad(
    IReadOnlyDictionary<OrchestrationStatus, int> Instances, int LiveInMemory, int Activities, int WritesQueued, long Commits, long Writes,
    int Parked, TimeSpan OldestOverdueTimer, long ActivitiesLastMinute = 0);

/// <summary>Whether the engine does its work.</summary>
/// <param name="IsReady">True where it does.</param>
/// <param name="Reason">What is wrong where it does not.</param>
public sealed record Readiness(bool IsReady, string? Reason = null);

/// <summary>Live instances that run the same code.</summary>
/// <param name="Orchestration">Name of the orchestration.</param>
/// <param name="Version">What their inputs pin them to; null where the orchestration pins nothing.</param>
/// <param name="Live">How many.</param>
public sealed record RunningVersion(string Orchestration, string? Version, long Live);

/// <summary>A copy of everything the platform stores.</summary>
/// <param name="Place">Where it is, for who restores it.</param>
/// <param name="TakenAt">As of when, UTC.</param>
/// <param name="Bytes">Its size.</param>
public sealed record BackupCopy(string Place, DateTimeOffset TakenAt, long Bytes);
