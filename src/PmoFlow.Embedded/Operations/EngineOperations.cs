using PmoFlow.Embedded.Engine;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Operations;

/// <summary>
/// What an operator sees and does beyond <see cref="IOrchestrationClient"/>, which lists, suspends, resumes (a quarantined
/// instance is released by resuming it), terminates and purges.
/// </summary>
public sealed class EngineOperations
{
    // Longer than this and somebody should look.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int PurgeBatch = 100;

    private readonly EmbeddedEngine engine;

    internal EngineOperations(EmbeddedEngine engine) => this.engine = engine;

    /// <summary>The running execution from its start, in order; null where there is no such instance.</summary>
    public IReadOnlyList<HistoryLine>? History(string instanceId) =>
        Find(instanceId) is { } record ? HistoryWords.Of(record, engine.Time.GetUtcNow()) : null;

    /// <summary>Everything the instance waits for; empty where it has ended or is runnable, null where there is none.</summary>
    public IReadOnlyList<WaitReason>? WhyWaiting(string instanceId) =>
        Find(instanceId) is { } record ? Waits.Of(engine, record) : null;

    /// <summary>Activities that wait for a person, at most <paramref name="limit"/>: of one instance, or of all in order of their ids.</summary>
    public IReadOnlyList<ParkedWork> Parked(int limit = 1000, string? instanceId = null) => engine.Database.Read(connection =>
    {
        const string select = "SELECT i.id, w.name, w.execution, w.task, w.failure FROM work w JOIN instances i ON i.instance=w.instance WHERE w.state=2";
        var rows = (instanceId is null ? connection.Prepare($"{select} ORDER BY i.id, w.task LIMIT ?")
            : connection.Prepare($"{select} AND i.id=? ORDER BY w.task LIMIT ?").Bind(instanceId)).Bind(limit);
        var list = new List<ParkedWork>();
        while (rows.Next())
            list.Add(new ParkedWork(rows.Text(0), rows.Text(1), rows.Int(2), rows.Int(3), HistoryJson.ReadFailureOfWork(rows.Text(1), rows.Blob(4))));
        return list;
    });

    /// <summary>Gives parked work new attempts.</summary>
    public Task<SignalOutcome> RetryParked(string instanceId, int execution, int task)
    {
        WorkKey key = default;
        return engine.Write(transaction =>
        {
            if (EngineRows.Find(transaction, instanceId) is not { } found)
                return SignalOutcome.NotFound;
            key = new WorkKey(found.Number, execution, task);
            return transaction.Prepare("UPDATE work SET state=0, fetches=0, failure=NULL WHERE instance=? AND execution=? AND task=? AND state=2")
                .Bind(key.Instance).Bind(execution).Bind(task).Run() > 0 ? SignalOutcome.Accepted : SignalOutcome.NotApplicable;
        }, outcome =>
        {
            if (outcome == SignalOutcome.Accepted)
                engine.Activities.Enqueue(new ActivityRun(engine, key, null));
        });
    }

    /// <summary>
    /// Starts an ended or quarantined instance from the beginning with its input; its history is gone with that. One whose input is
    /// damaged is left alone.
    /// </summary>
    public Task<SignalOutcome> Restart(string instanceId)
    {
        InstanceHeader? created = null;
        byte[] input = [];
        long former = 0;
        List<DueTimer> forgotten = [];
        return engine.Write(transaction =>
        {
            if (EngineRows.Find(transaction, instanceId) is not { } found)
                return SignalOutcome.NotFound;
            if (!EngineRows.HasEnded(found.Status) && found.Status != OrchestrationStatus.Quarantined)
                return SignalOutcome.NotApplicable;
            former = found.Number;
            var record = InstanceRecord.ReadToStart(transaction.Connection, former)!;
            if (record.Damage is not null)
                return SignalOutcome.Damaged;
            input = record.Input.ToArray();
            forgotten = EngineRows.Delete(transaction, former);
            created = EngineRows.Create(transaction, instanceId, record.Header.Name, input, engine.Time.GetUtcNow(),
                record.Header.Parent, record.Header.Trace);
            return SignalOutcome.Accepted;
        }, outcome =>
        {
            if (outcome != SignalOutcome.Accepted)
                return;
            engine.Timers.Remove(forgotten);
            engine.InMemory(former)?.Ended();
            engine.DeliverStart(created!, input);
        });
    }

    /// <summary>
    /// Purges instances that completed or were terminated before <paramref name="before"/>, in small batches; returns how many. What
    /// failed stays until somebody has looked at it, and restarts or purges it.
    /// </summary>
    public async Task<int> PurgeEnded(DateTimeOffset before, CancellationToken cancellation = default)
    {
        var purged = 0;
        while (!cancellation.IsCancellationRequested)
        {
            var batch = engine.Database.Read(connection =>
            {
                var rows = connection.Prepare("SELECT instance FROM instances WHERE status>=4 AND status<>? AND updated<? LIMIT ?")
                    .Bind((int)OrchestrationStatus.Failed).Bind(before.UtcTicks).Bind(PurgeBatch);
                var list = new List<long>();
                while (rows.Next())
                    list.Add(rows.Long(0));
                return list;
            });
            if (batch.Count == 0)
                break;
            await engine.Write(transaction =>
            {
                foreach (var instance in batch)
                    EngineRows.Delete(transaction, instance);
                return true;
            });
            purged += batch.Count;
        }
        return purged;
    }

    /// <summary>How busy the engine is.</summary>
    public EngineLoad Load()
    {
        var (instances, parked) = engine.Database.Read(connection =>
        {
            var rows = connection.Prepare("SELECT CASE WHEN suspended=1 AND status<3 THEN 2 ELSE status END, count(*) FROM instances GROUP BY 1");
            var counts = new Dictionary<OrchestrationStatus, int>();
            while (rows.Next())
                counts[(OrchestrationStatus)rows.Int(0)] = rows.Int(1);
            return (counts, (int)connection.Prepare("SELECT count(*) FROM work WHERE state=2").Scalar()!.Value);
        });
        return new EngineLoad(instances, engine.LiveCount, engine.Activities.Depth, engine.Writer.Depth, engine.Writer.Commits,
            engine.Writer.Items, parked, Overdue(), engine.ActivitiesEnded.Total);
    }

    /// <summary>Not ready where the writer has stalled, died, or a timer that should have fired has not.</summary>
    public Readiness Ready()
    {
        if (!engine.Writer.IsAlive)
            return new Readiness(false, "The writer has ended.");
        if (engine.Damage is { } damage)
            return new Readiness(false, $"The database is damaged: {damage}. Stop the program and restore the newest backup.");
        if (engine.Writer.Busy is var busy && busy > Patience)
            return new Readiness(false, $"A commit has taken {busy.TotalSeconds:N0} s so far.");
        return Overdue() is var late && late > Patience
            ? new Readiness(false, $"A timer is {late.TotalSeconds:N0} s late.") : new Readiness(true);
    }

    /// <summary>Copies the file as of one moment, while the engine works, checks the copy, and keeps the newest so many.</summary>
    public Task<BackupCopy> Backup(string folder, int keep = 7, CancellationToken cancellation = default) =>
        Task.Run(() => Storage.Backup.Take(engine.Database, folder, engine.Time.GetUtcNow(), keep), cancellation);

    internal TimeSpan Overdue() =>
        engine.Timers.Nearest is { } due && engine.Time.GetUtcNow().UtcTicks - due is > 0 and var late ? new TimeSpan(late) : TimeSpan.Zero;

    private InstanceRecord? Find(string instanceId) => engine.Database.Read(connection =>
        connection.Prepare("SELECT instance FROM instances WHERE id=?").Bind(instanceId).Scalar() is { } number
            ? InstanceRecord.Read(connection, number) : null);
}
