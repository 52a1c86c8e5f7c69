using PmoFlow.Embedded.Engine;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Operations;

/// <summary>The operators' port on the embedded engine, which offers all of it.</summary>
internal sealed class EmbeddedOperations(EmbeddedEngine engine, EngineOperations operations) : IOrchestrationOperations
{
    private readonly WriterProbe probe = new(engine);

    public IReadOnlySet<OperatorAbility> Offers { get; } = Enum.GetValues<OperatorAbility>().ToHashSet();

    public string? WhyNot(OperatorAbility ability) => null;

    public Task<IReadOnlyList<HistoryLine>?> History(string instanceId, CancellationToken cancellation = default) =>
        Task.FromResult(operations.History(instanceId));

    public Task<IReadOnlyList<WaitReason>?> WhyWaiting(string instanceId, CancellationToken cancellation = default) =>
        Task.FromResult(operations.WhyWaiting(instanceId));

    public Task<IReadOnlyList<ParkedWork>> Parked(int limit, string? instanceId = null, CancellationToken cancellation = default) =>
        Task.FromResult(operations.Parked(limit, instanceId));

    public Task<SignalOutcome> RetryParked(string instanceId, int execution, int task, CancellationToken cancellation = default) =>
        operations.RetryParked(instanceId, execution, task);

    public Task<SignalOutcome> Restart(string instanceId, CancellationToken cancellation = default) => operations.Restart(instanceId);

    public Task<int> PurgeEnded(DateTimeOffset before, CancellationToken cancellation = default) => operations.PurgeEnded(before, cancellation);

    public Task<EngineLoad> Load(CancellationToken cancellation = default) => Task.FromResult(operations.Load());

    public Task<IReadOnlyList<RunningVersion>> RunningVersions(CancellationToken cancellation = default) => Task.FromResult(engine.FoundAtStart);

    public async Task<Readiness> Ready(CancellationToken cancellation = default)
    {
        var written = await probe.Look(cancellation);
        return operations.Ready() is { IsReady: false } not ? not : written;
    }

    public Task<BackupCopy?> LastBackup(CancellationToken cancellation = default) => Task.FromResult(Storage.Backup.Newest(engine.Options.BackupPlace));

    public Task<BackupCopy> Backup(CancellationToken cancellation = default) =>
        operations.Backup(engine.Options.BackupPlace, engine.Options.BackupsKept, cancellation);
}
