using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>All that is needed to bring an instance back to life.</summary>
internal sealed record InstanceRecord(
    InstanceHeader Header, OrchestrationStatus Status, bool Suspended, ReadOnlyMemory<byte> Input, IReadOnlyList<byte[]> History)
{
    /// <summary>As of one moment; null where there is no such instance.</summary>
    public static InstanceRecord? Read(Connection connection, long number)
    {
        connection.Prepare("BEGIN").Run();
        try
        {
            return ReadAll(connection, number);
        }
        finally
        {
            connection.Prepare("COMMIT").Run();
        }
    }

    /// <summary>Inside a transaction of the caller's.</summary>
    public static InstanceRecord? ReadAll(Connection connection, long number)
    {
        var row = connection.Prepare("""
            SELECT i.id, i.name, i.status, i.suspended, i.execution, i.parent, i.parent_execution, i.parent_task, p.body, p.seal, i.trace
            FROM instances i JOIN inputs p ON p.instance=i.instance WHERE i.instance=?
            """).Bind(number);
        if (!row.Next())
            return null;
        var header = new InstanceHeader(number, row.Text(0), row.Text(1), row.Int(4),
            row.IsNull(5) ? null : new ParentTask(row.Long(5), row.Int(6), row.Int(7)), row.IsNull(10) ? null : row.Text(10));
        var (status, suspended, input) = ((OrchestrationStatus)row.Int(2), row.Int(3) != 0, Seal.Check(row.Blob(8), row.Long(9), number));
        row.Reset();
        var history = new List<byte[]>();
        var rows = connection.Prepare("SELECT body, seal, episode FROM history WHERE instance=? AND execution=? ORDER BY episode")
            .Bind(number).Bind(header.Execution);
        while (rows.Next())
            history.Add(Seal.Check(rows.Blob(0), rows.Long(1), number, rows.Long(2)));
        return new InstanceRecord(header, status, suspended, input, history);
    }
}
