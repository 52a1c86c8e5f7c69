using PmoFlow.Embedded.Engine;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Operations;

/// <summary>Why an instance does not go on.</summary>
internal static class Waits
{
    public static IReadOnlyList<WaitReason> Of(EmbeddedEngine engine, InstanceRecord record)
    {
        if (EngineRows.HasEnded(record.Status))
            return [];
        var waits = new List<WaitReason>();
        if (record.Status == OrchestrationStatus.Quarantined)
            waits.Add(new WaitReason(WaitKind.Quarantined, record.Header.Name));
        if (record.Damage is { } damage)
            waits.Add(new WaitReason(WaitKind.Damaged, record.Header.Name, Failure: new TaskFailure(record.Header.Name, "PmoFlow.Damaged", damage)));
        if (record.Suspended)
            waits.Add(new WaitReason(WaitKind.Suspended, record.Header.Name));
        waits.AddRange(AwaitedEvents(engine, record).Select(name => new WaitReason(WaitKind.Event, name)));
        waits.AddRange(engine.Database.Read(connection => Stored(connection, record.Header)));
        return waits;
    }

    // What it waits for is in no table: its code says so when it is run over its history, which touches nothing.
    private static IEnumerable<string> AwaitedEvents(EmbeddedEngine engine, InstanceRecord record)
    {
        if (record.Damage is not null || !engine.Catalog.Orchestrations.TryGetValue(record.Header.Name, out var definition))
            return [];
        var replayed = new Orchestrator(definition, engine.Catalog, record.Header.Id, record.Header.Execution, record.Input, static _ => { });
        foreach (var row in record.History)
            replayed.Replay(HistoryJson.ReadEpisode(row));
        return replayed.Defect is null ? replayed.AwaitedEvents : [];
    }

    private static List<WaitReason> Stored(Connection connection, InstanceHeader header)
    {
        var waits = new List<WaitReason>();
        var timers = connection.Prepare("SELECT fire_at FROM timers WHERE instance=? AND kind=0 ORDER BY fire_at").Bind(header.Number);
        while (timers.Next())
            waits.Add(new WaitReason(WaitKind.Timer, "", new DateTimeOffset(timers.Long(0), TimeSpan.Zero)));
        var work = connection.Prepare("""
            SELECT w.name, w.state, t.fire_at, w.failure FROM work w
            LEFT JOIN timers t ON t.instance=w.instance AND t.execution=w.execution AND t.task=w.task
            WHERE w.instance=? AND w.state<3 ORDER BY w.task
            """).Bind(header.Number);
        while (work.Next())
        {
            waits.Add(new WaitReason(
                work.Int(1) switch
                {
                    EngineRows.WorkParked => WaitKind.ParkedWork,
                    EngineRows.WorkWaits => WaitKind.Retry,
                    _ => WaitKind.Activity,
                },
                work.Text(0), work.IsNull(2) ? null : new DateTimeOffset(work.Long(2), TimeSpan.Zero),
                work.BlobOrNull(3) is { } failure ? HistoryJson.ReadFailureOfWork(work.Text(0), failure) : null));
        }
        var children = connection.Prepare("SELECT id FROM instances WHERE parent=? AND parent_execution=? AND status<4 ORDER BY id")
            .Bind(header.Number).Bind(header.Execution);
        while (children.Next())
            waits.Add(new WaitReason(WaitKind.Child, children.Text(0)));
        return waits;
    }
}
