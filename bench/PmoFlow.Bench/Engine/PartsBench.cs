using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PmoFlow.Embedded.Engine;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Bench.Engine;

/// <summary>Steps that are parts of their own, measured alone: what they buy of the whole engine depends on what else it does.</summary>
internal static class PartsBench
{
    private const int Count = 100_000;
    private const int Writes = 50_000;

    /// <summary>
    /// 100,000 timers that are due fire in order: from the queue, which takes the near ones from the file 20,000 at a time, and by
    /// asking the file's index for the next one each time. Both read the same file.
    /// </summary>
    /// <returns>Timers a second: from the queue, and by asking.</returns>
    public static (double With, double Without) Timers()
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-timers-").FullName;
        try
        {
            using var database = Database.Open(folder, SynchronousMode.Off);
            Fill(database.Writer);
            return (FromQueue(database), ByAsking(database));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A record as orchestrations carry them, written and read again: by generated code, and by reflection.</summary>
    /// <returns>Records a second: by generated code, and by reflection.</returns>
    public static (double With, double Without) Records()
    {
        var reflected = new JsonSerializerOptions(PartsJson.Default.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        return (WriteAndRead(PartsJson.Default.Options), WriteAndRead(reflected));
    }

    /// <summary>An episode's row of history: by the engine's own writer, and by the serializer's generated code, to which payloads are JSON to be read.</summary>
    /// <returns>Rows a second: by the engine's writer, and by the serializer.</returns>
    public static (double With, double Without) Rows()
    {
        var payload = Encoding.UTF8.GetBytes("""{"visit":1,"due":"2026-11-25T16:57:01.4329689+00:00","reminders":[],"cost":20000}""");
        var at = DateTimeOffset.UnixEpoch;
        List<Incoming> incoming = [new Incoming.Completed(1, payload)];
        List<Decision> decisions = [new Decision.Activity(2, "RecordTransition", 42)];
        var byHand = Rate(Writes, _ => HistoryJson.Write(at, incoming, decisions));
        var bySerializer = Rate(Writes, _ => JsonSerializer.SerializeToUtf8Bytes(
            new Row(at, [new Taken("completed", 1, JsonElement.Parse(payload))], [new Decided("activity", 2, "RecordTransition", 42)]), PartsJson.Default.Row));
        return (byHand, bySerializer);
    }

    private static void Fill(Connection writer)
    {
        writer.Execute("BEGIN");
        for (var i = 0; i < Count; i++)
            writer.Prepare("INSERT INTO timers(instance, execution, task, kind, fire_at) VALUES (?,0,0,0,?)").Bind(i).Bind((i * 7919L) % Count).Run();
        writer.Execute("COMMIT");
    }

    private static double FromQueue(Database database)
    {
        var fired = 0;
        using var queue = new TimerQueue(database, TimeProvider.System, new IdleSignal(), _ => fired++, static e => throw e);
        var watch = Stopwatch.StartNew();
        queue.Start();
        return Rate(fired, watch);
    }

    private static double ByAsking(Database database)
    {
        var (fired, last) = (0, new DueTimer(long.MinValue, 0, 0, 0, 0));
        var watch = Stopwatch.StartNew();
        while (database.Read(connection => Next(connection, last)) is { } due)
            (fired, last) = (fired + 1, due);
        return Rate(fired, watch);
    }

    private static DueTimer? Next(Connection connection, DueTimer last)
    {
        var row = connection.Prepare("""
            SELECT fire_at, instance, execution, task, kind FROM timers
            WHERE (fire_at, instance, execution, task) > (?,?,?,?) ORDER BY fire_at, instance, execution, task LIMIT 1
            """).Bind(last.FireAt).Bind(last.Instance).Bind(last.Execution).Bind(last.Task);
        if (!row.Next())
            return null;
        var due = new DueTimer(row.Long(0), row.Long(1), row.Int(2), row.Int(3), row.Int(4));
        row.Reset();
        return due;
    }

    private static double WriteAndRead(JsonSerializerOptions options)
    {
        var catalog = new OrchestrationCatalog(options);
        return Rate(Writes, i => catalog.Read<Transition>(catalog.Write(new Transition($"R-{i}", "screening", i, 3, DateTimeOffset.UnixEpoch.AddDays(i), ["first", "second"]))));
    }

    private static double Rate(int count, Func<int, object> work)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
            GC.KeepAlive(work(i));
        return Rate(count, watch);
    }

    private static double Rate(int count, Stopwatch watch) =>
        count == 0 ? throw new InvalidOperationException("Nothing was done.") : count / watch.Elapsed.TotalSeconds;
}

/// <summary>As large as what an office's orchestrations hand to their activities.</summary>
internal sealed record Transition(string Request, string Stage, long Cost, int Visit, DateTimeOffset Due, IReadOnlyList<string> Reminders);

/// <summary>A row of history as the serializer can have it.</summary>
internal sealed record Row(DateTimeOffset At, IReadOnlyList<Taken> In, IReadOnlyList<Decided> Out);

/// <summary>What came in.</summary>
internal sealed record Taken(string K, int Task, JsonElement Payload);

/// <summary>What was decided.</summary>
internal sealed record Decided(string K, int Task, string Name, long Hash);

[JsonSerializable(typeof(Transition))]
[JsonSerializable(typeof(Row))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class PartsJson : JsonSerializerContext;
