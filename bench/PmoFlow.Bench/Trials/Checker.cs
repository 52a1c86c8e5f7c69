using PmoFlow.Embedded;
using PmoFlow.Embedded.Engine;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Bench.Trials;

/// <summary>What must hold of a file at rest, whatever happened before.</summary>
internal static class Checker
{
    private const int Corrupt = 11;

    public static void Check(EmbeddedPlatform platform, OrchestrationCatalog catalog)
    {
        foreach (var (number, status) in Instances(platform))
            Replays(platform, catalog, number, status);
        platform.Engine.Database.Read(connection =>
        {
            Nothing("SELECT count(*) FROM inbox b JOIN instances i USING(instance) WHERE i.status>=4", "messages for ended instances");
            Nothing("SELECT count(*) FROM inbox b JOIN instances i USING(instance) WHERE i.status<3 AND i.suspended=0", "messages that nobody takes");
            Nothing("SELECT count(*) FROM work w JOIN instances i USING(instance) WHERE w.state=0", "activities that are ready and do not run");
            Nothing("""
                SELECT count(*) FROM work w LEFT JOIN timers t ON t.instance=w.instance AND t.execution=w.execution AND t.task=w.task AND t.kind=1
                WHERE w.state=1 AND t.fire_at IS NULL
                """, "retries that nobody wakes");
            Nothing("SELECT count(*) FROM work w JOIN instances i USING(instance) WHERE w.execution<>i.execution", "activities of past executions");
            Nothing("SELECT count(*) FROM timers t JOIN instances i USING(instance) WHERE t.execution<>i.execution", "timers of past executions");
            Nothing("SELECT count(*) FROM timers t LEFT JOIN instances i USING(instance) WHERE i.status IS NULL OR i.status>=4", "timers of ended instances");
            Nothing("SELECT count(*) FROM work w LEFT JOIN instances i USING(instance) WHERE i.status IS NULL OR i.status>=4", "work of ended instances");
            Nothing("SELECT count(*) FROM history h JOIN instances i USING(instance) WHERE h.execution<>i.execution", "history of past executions");
            Nothing("SELECT count(*) FROM instances i LEFT JOIN inputs p USING(instance) WHERE p.instance IS NULL", "instances without input");
            if (connection.Read("PRAGMA integrity_check") is not "ok" and var finding)
                throw new Violation($"The file is damaged: {finding}");
            return true;

            void Nothing(string count, string what)
            {
                if (connection.Prepare(count).Scalar() is not 0 and var found)
                    throw new Violation($"{found} {what}.");
            }
        });
    }

    private static List<(long, OrchestrationStatus)> Instances(EmbeddedPlatform platform) => platform.Engine.Database.Read(connection =>
    {
        var rows = connection.Prepare("SELECT instance, status FROM instances");
        var list = new List<(long, OrchestrationStatus)>();
        while (rows.Next())
            list.Add((rows.Long(0), (OrchestrationStatus)rows.Int(1)));
        return list;
    });

    // The history alone leads to what is stored.
    private static void Replays(EmbeddedPlatform platform, OrchestrationCatalog catalog, long number, OrchestrationStatus status)
    {
        var record = platform.Engine.Database.Read(connection => InstanceRecord.Read(connection, number))!;
        if (record.Damage is { } damage)
            throw new StorageException(Corrupt, $"What is stored of {record.Header.Id} is damaged: {damage}");
        var definition = catalog.Orchestrations[record.Header.Name];
        var orchestrator = new Orchestrator(definition, catalog, record.Header.Id, record.Header.Execution, record.Input, _ => { });
        var ended = false;
        foreach (var row in record.History)
        {
            var episode = HistoryJson.ReadEpisode(row);
            orchestrator.Replay(episode);
            ended |= episode.Out.Any(decision => decision is Decision.End);
        }
        if (orchestrator.Defect is { } defect)
            throw new Violation($"{record.Header.Id} does not replay: {defect}");
        if (status is (OrchestrationStatus.Completed or OrchestrationStatus.Failed) != ended)
            throw new Violation($"{record.Header.Id} is {status}, and its history says otherwise.");
    }
}
