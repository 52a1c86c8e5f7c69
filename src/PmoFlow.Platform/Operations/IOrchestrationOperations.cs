using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Platform.Operations;

/// <summary>
/// What an operator sees and does beyond <see cref="IOrchestrationClient"/>, which lists, suspends, resumes (a quarantined instance is
/// released by resuming it), terminates and purges. A call whose ability is not among <see cref="Offers"/> throws
/// <see cref="NotSupportedException"/>; <see cref="WhyNot"/> says in its place where to look.
/// </summary>
public interface IOrchestrationOperations
{
    /// <summary>What this platform offers.</summary>
    IReadOnlySet<OperatorAbility> Offers { get; }

    /// <summary>A sentence for a person on what to do instead; null where the ability is offered.</summary>
    string? WhyNot(OperatorAbility ability);

    /// <summary>The running execution from its start, in order; null where there is no such instance.</summary>
    Task<IReadOnlyList<HistoryLine>?> History(string instanceId, CancellationToken cancellation = default);

    /// <summary>Everything the instance waits for; empty where it has ended or is runnable, null where there is none.</summary>
    Task<IReadOnlyList<WaitReason>?> WhyWaiting(string instanceId, CancellationToken cancellation = default);

    /// <summary>Activities that wait for a person, at most <paramref name="limit"/>: of one instance, or of all in order of their ids.</summary>
    Task<IReadOnlyList<ParkedWork>> Parked(int limit, string? instanceId = null, CancellationToken cancellation = default);

    /// <summary>Gives parked work new attempts.</summary>
    Task<SignalOutcome> RetryParked(string instanceId, int execution, int task, CancellationToken cancellation = default);

    /// <summary>
    /// Starts an ended or quarantined instance from the beginning with its input; its history is gone with that. One whose input is
    /// damaged is left alone (<see cref="SignalOutcome.Damaged"/>).
    /// </summary>
    Task<SignalOutcome> Restart(string instanceId, CancellationToken cancellation = default);

    /// <summary>Purges instances that completed or were terminated before that, in small batches; returns how many. What failed stays.</summary>
    Task<int> PurgeEnded(DateTimeOffset before, CancellationToken cancellation = default);

    /// <summary>How busy the platform is.</summary>
    Task<EngineLoad> Load(CancellationToken cancellation = default);

    /// <summary>Which orchestrations, and which versions of what they are pinned to, live instances need; counted at the start.</summary>
    Task<IReadOnlyList<RunningVersion>> RunningVersions(CancellationToken cancellation = default);

    /// <summary>Whether orchestrations go on; never throws, never takes longer than a few seconds.</summary>
    Task<Readiness> Ready(CancellationToken cancellation = default);

    /// <summary>The newest backup; null where there is none.</summary>
    Task<BackupCopy?> LastBackup(CancellationToken cancellation = default);

    /// <summary>Takes a backup now, beside what runs; it is checked before it counts as one.</summary>
    Task<BackupCopy> Backup(CancellationToken cancellation = default);
}

/// <summary>What a platform may or may not offer to operators.</summary>
public enum OperatorAbility
{
    /// <summary><see cref="IOrchestrationOperations.History"/>.</summary>
    History,

    /// <summary><see cref="IOrchestrationOperations.WhyWaiting"/>.</summary>
    Waits,

    /// <summary><see cref="IOrchestrationOperations.Parked"/> and <see cref="IOrchestrationOperations.RetryParked"/>.</summary>
    ParkedWork,

    /// <summary>Stopping an instance whose code no longer fits instead of failing it.</summary>
    Quarantine,

    /// <summary><see cref="IOrchestrationOperations.Restart"/>.</summary>
    Restart,

    /// <summary>Ending an instance's children with it.</summary>
    TerminateChildren,

    /// <summary><see cref="IOrchestrationOperations.Load"/>.</summary>
    Load,

    /// <summary><see cref="IOrchestrationOperations.RunningVersions"/>.</summary>
    Versions,

    /// <summary><see cref="IOrchestrationOperations.Backup"/> and <see cref="IOrchestrationOperations.LastBackup"/>.</summary>
    Backup,
}
