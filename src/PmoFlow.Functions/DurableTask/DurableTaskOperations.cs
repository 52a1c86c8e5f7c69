using Microsoft.DurableTask.Client;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Functions.DurableTask;

/// <summary>The operators' port over Durable Task: what its client offers, and where to look for the rest.</summary>
/// <param name="host">Gives Durable Task's own client.</param>
/// <param name="client">The client port, by whose rules instances are listed and purged.</param>
internal sealed class DurableTaskOperations(Func<DurableTaskClient> host, IOrchestrationClient client) : IOrchestrationOperations
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    private static readonly OrchestrationStatus[] Purged =
        [OrchestrationStatus.Completed, OrchestrationStatus.Terminated];

    public IReadOnlySet<OperatorAbility> Offers { get; } = new HashSet<OperatorAbility> { OperatorAbility.Restart };

    public string? WhyNot(OperatorAbility ability) => ability switch
    {
        OperatorAbility.Restart => null,
        OperatorAbility.History => "Durable Functions keeps histories in the table of the task hub that ends in History: open it with Storage Explorer, partition = instance id.",
        OperatorAbility.Waits => "Durable Functions does not tell what an instance waits for: the request's own page says who is waited for and until when.",
        OperatorAbility.ParkedWork => "Durable Functions parks no work: a message that cannot be processed stays in its queue, see the storage account's queues.",
        OperatorAbility.Quarantine => "Durable Functions fails an instance whose code does not match its history: restart it after the fix.",
        OperatorAbility.TerminateChildren => "Durable Functions ends no children with their parent: end each by its id.",
        OperatorAbility.Load => "Durable Functions' load stands in Application Insights and in the metrics of the storage account.",
        OperatorAbility.Versions => "Durable Functions has no list of what runs on which version: count the instances of each orchestration here before a deployment.",
        OperatorAbility.Backup => "Backups of the storage account are Azure's: see docs/azure.md.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public Task<IReadOnlyList<HistoryLine>?> History(string instanceId, CancellationToken cancellation = default) => throw No(OperatorAbility.History);

    public Task<IReadOnlyList<WaitReason>?> WhyWaiting(string instanceId, CancellationToken cancellation = default) => throw No(OperatorAbility.Waits);

    public Task<IReadOnlyList<ParkedWork>> Parked(int limit, string? instanceId = null, CancellationToken cancellation = default) =>
        throw No(OperatorAbility.ParkedWork);

    public Task<SignalOutcome> RetryParked(string instanceId, int execution, int task, CancellationToken cancellation = default) =>
        throw No(OperatorAbility.ParkedWork);

    public async Task<SignalOutcome> Restart(string instanceId, CancellationToken cancellation = default)
    {
        if (await client.Get(instanceId, cancellation) is not { } state)
            return SignalOutcome.NotFound;
        if (!state.HasEnded)
            return SignalOutcome.NotApplicable;
        await host().RestartAsync(instanceId, restartWithNewInstanceId: false, cancellation);
        return SignalOutcome.Accepted;
    }

    public async Task<int> PurgeEnded(DateTimeOffset before, CancellationToken cancellation = default)
    {
        var purged = 0;
        foreach (var status in Purged)
        {
            string? cursor = null;
            do
            {
                var page = await client.List(new Platform.Orchestrations.OrchestrationQuery(Status: status, Cursor: cursor), cancellation);
                foreach (var instance in page.Instances.Where(instance => instance.UpdatedAt < before))
                    purged += await client.Purge(instance.InstanceId, cancellation) == SignalOutcome.Accepted ? 1 : 0;
                cursor = page.Cursor;
            }
            while (cursor is not null);
        }
        return purged;
    }

    public Task<EngineLoad> Load(CancellationToken cancellation = default) => throw No(OperatorAbility.Load);

    public Task<IReadOnlyList<RunningVersion>> RunningVersions(CancellationToken cancellation = default) => throw No(OperatorAbility.Versions);

    /// <summary>Ready is whose task hub answers.</summary>
    public async Task<Readiness> Ready(CancellationToken cancellation = default)
    {
        try
        {
            _ = await client.Get("nobody", cancellation).WaitAsync(LongestAnswer, TimeProvider.System, cancellation);
            return new Readiness(true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Readiness(false, $"The task hub does not answer: {e.Message}");
        }
    }

    public Task<BackupCopy?> LastBackup(CancellationToken cancellation = default) => throw No(OperatorAbility.Backup);

    public Task<BackupCopy> Backup(CancellationToken cancellation = default) => throw No(OperatorAbility.Backup);

    private NotSupportedException No(OperatorAbility ability) => new(WhyNot(ability));
}
