using PmoFlow.Embedded.Storage;
using SQLitePCL;

namespace PmoFlow.Bench.Http;

/// <summary>Looks into the program's file, from outside of the program.</summary>
internal sealed class Backlog : IDisposable
{
    private readonly Connection connection;

    public Backlog(string folder)
    {
        Batteries_V2.Init();
        connection = Connection.Open(Path.Combine(folder, Database.FileName), readOnly: true);
    }

    /// <summary>How many requests have something to do at once, rather than wait for a person or a time.</summary>
    public long Requests() => connection.Prepare(
        "SELECT count(*) FROM (SELECT instance FROM work WHERE state<>2 UNION SELECT instance FROM inbox)").Scalar() ?? 0;

    /// <summary>How many of those acknowledged have no record, no first entry in their timeline, or no orchestration.</summary>
    public static int Missing(string folder, IEnumerable<string> acknowledged)
    {
        using var backlog = new Backlog(folder);
        var record = backlog.connection.Prepare("SELECT count(*) FROM documents WHERE tbl='requests' AND pk=? AND rk IN ('record', 'timeline|000001')");
        var instance = backlog.connection.Prepare("SELECT count(*) FROM instances WHERE id=?");
        return acknowledged.Count(id => record.Bind(id).Scalar() != 2 || instance.Bind(id).Scalar() != 1);
    }

    public void Dispose() => connection.Dispose();
}
