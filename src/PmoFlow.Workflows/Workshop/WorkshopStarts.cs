using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Workshop;

/// <summary>
/// Starts migrations and trials. A pointer is written before the record and taken away after the start, so that the sweep starts what a
/// process that ended in between left standing as under way.
/// </summary>
public sealed class WorkshopStarts(ITableStore tables, IOrchestrationClient orchestrations, TimeProvider clock)
{
    private static readonly string MigrationMark = LifecycleMigration.InstanceId(""), TrialMark = LifecycleTrial.InstanceId("");

    /// <summary>To be called before the record is written.</summary>
    internal Task Point(string instance, CancellationToken cancellation) => tables.Write(OrchestrationInbox.Pointer(instance, clock.GetUtcNow()), cancellation);

    /// <summary>Starts what is written; safe to repeat. False where no such record is, or nothing is left to do.</summary>
    internal async Task<bool> Start(string instance, CancellationToken cancellation)
    {
        var isStarted = instance.StartsWith(MigrationMark, StringComparison.Ordinal) ? await StartMigration(instance[MigrationMark.Length..], cancellation)
            : instance.StartsWith(TrialMark, StringComparison.Ordinal) && await StartTrial(instance[TrialMark.Length..], cancellation);
        if (isStarted)
            await tables.Delete(OfficeTables.Pending, OrchestrationInbox.PendingKey(instance, null), cancellation);
        return isStarted;
    }

    private async Task<bool> StartMigration(string id, CancellationToken cancellation)
    {
        if ((await tables.Find(WorkshopTables.Migration, WorkshopTables.MigrationKey(id), cancellation))?.Document is not { FinishedAt: null } record)
            return false;
        await tables.Upsert(WorkshopTables.MigrationList, new(WorkshopTables.MigrationsOf(record.From.Name), OfficeTables.NewestFirst(record.At, id)), record, cancellation);
        await orchestrations.Start(LifecycleMigration.Reference, LifecycleMigration.InstanceId(id), id, cancellation);
        return true;
    }

    private async Task<bool> StartTrial(string id, CancellationToken cancellation)
    {
        if ((await tables.Find(WorkshopTables.Trial, WorkshopTables.TrialKey(id), cancellation))?.Document is not { State: TrialState.Running })
            return false;
        await orchestrations.Start(LifecycleTrial.Reference, LifecycleTrial.InstanceId(id), id, cancellation);
        return true;
    }
}
