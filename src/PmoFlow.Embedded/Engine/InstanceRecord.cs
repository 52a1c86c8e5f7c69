using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;
using SQLitePCL;

namespace PmoFlow.Embedded.Engine;

/// <summary>All that is needed to bring an instance back to life.</summary>
internal sealed record InstanceRecord(
    InstanceHeader Header, OrchestrationStatus Status, bool Suspended, ReadOnlyMemory<byte> Input, IReadOnlyList<byte[]> History)
{
    /// <summary>What of it is not what was written; null where all is. What comes after that is left out.</summary>
    public string? Damage { get; init; }

    /// <summary>As of one moment; null where there is no such instance.</summary>
    public static InstanceRecord? Read(Connection connection, long number) => AtOnce(connection, () => Find(connection, number) is { } found
        ? WithBodies(connection, found) : null);

    /// <summary>The same, without what is not needed where it cannot run.</summary>
    public static InstanceRecord? ReadToRun(Connection connection, long number) => AtOnce(connection, () => Find(connection, number) is { } found
        ? found.Suspended || found.Status >= OrchestrationStatus.Quarantined ? found : WithBodies(connection, found) : null);

    /// <summary>All that a new start needs, inside a transaction of the caller's; null where there is no such instance.</summary>
    public static InstanceRecord? ReadToStart(Connection connection, long number)
    {
        if (Find(connection, number) is not { } found)
            return null;
        try
        {
            return found with { Input = ReadInput(connection, number) };
        }
        catch (StorageException e) when (e.IsCorruption)
        {
            connection.ResetStatements();
            return found with { Damage = e.Message };
        }
    }

    private static InstanceRecord? AtOnce(Connection connection, Func<InstanceRecord?> read)
    {
        connection.Prepare("BEGIN").Run();
        try
        {
            return read();
        }
        finally
        {
            connection.Prepare("COMMIT").Run();
        }
    }

    // Apart from the bodies, so that it is known whose body is damaged.
    private static InstanceRecord? Find(Connection connection, long number)
    {
        var row = connection.Prepare("""
            SELECT id, name, status, suspended, execution, parent, parent_execution, parent_task, trace FROM instances WHERE instance=?
            """).Bind(number);
        if (!row.Next())
            return null;
        var header = new InstanceHeader(number, row.Text(0), row.Text(1), row.Int(4),
            row.IsNull(5) ? null : new ParentTask(row.Long(5), row.Int(6), row.Int(7)), row.IsNull(8) ? null : row.Text(8));
        var found = new InstanceRecord(header, (OrchestrationStatus)row.Int(2), row.Int(3) != 0, default, []);
        row.Reset();
        return found;
    }

    private static InstanceRecord WithBodies(Connection connection, InstanceRecord found)
    {
        var history = new List<byte[]>();
        var read = found with { History = history };
        try
        {
            read = read with { Input = ReadInput(connection, found.Header.Number) };
            var rows = connection.Prepare("SELECT body, seal, episode FROM history WHERE instance=? AND execution=? ORDER BY episode")
                .Bind(found.Header.Number).Bind(found.Header.Execution);
            while (rows.Next())
                history.Add(Seal.Check(rows.Blob(0), rows.Long(1), found.Header.Number, rows.Long(2)));
            return read;
        }
        catch (StorageException e) when (e.IsCorruption)
        {
            connection.ResetStatements();
            return read with { Damage = e.Message };
        }
    }

    private static byte[] ReadInput(Connection connection, long number)
    {
        var row = connection.Prepare("SELECT body, seal FROM inputs WHERE instance=?").Bind(number);
        if (!row.Next())
            throw new StorageException(raw.SQLITE_CORRUPT, "Its input is missing.");
        var input = Seal.Check(row.Blob(0), row.Long(1), number);
        row.Reset();
        return input;
    }
}
