using SQLitePCL;
using Xunit;

namespace PmoFlow.EndToEnd.Operating;

/// <summary>Another program that writes into the office's database and does not come to an end.</summary>
internal sealed class DatabaseLock : IDisposable
{
    private const int LongestWait = 30_000;

    private readonly sqlite3 connection;

    private DatabaseLock(sqlite3 connection) => this.connection = connection;

    public static DatabaseLock Take(string dataFolder)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(Path.Combine(dataFolder, "pmoflow.db"), out var connection, raw.SQLITE_OPEN_READWRITE, null));
        raw.sqlite3_busy_timeout(connection, LongestWait);
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(connection, "BEGIN IMMEDIATE"));
        return new(connection);
    }

    public void Dispose()
    {
        raw.sqlite3_exec(connection, "ROLLBACK");
        connection.Dispose();
    }
}
