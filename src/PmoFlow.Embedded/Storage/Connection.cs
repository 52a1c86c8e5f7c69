using SQLitePCL;

namespace PmoFlow.Embedded.Storage;

/// <summary>
/// One SQLite connection with its prepared statements; used by one thread at a time. SQLite's own calls rather than ADO.NET: the
/// writer runs a few statements per step of an orchestration, and what ADO.NET adds to each is as much as the statement itself.
/// </summary>
internal sealed class Connection : IDisposable
{
    // Milliseconds.
    private const int Patience = 10_000;

    private readonly sqlite3 handle;
    private readonly Dictionary<string, Statement> statements = [];

    private Connection(sqlite3 handle) => this.handle = handle;

    public static Connection Open(string file, bool readOnly)
    {
        var flags = readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        // Each connection has one thread at a time, so SQLite's own locking of it is not needed.
        var code = raw.sqlite3_open_v2(file, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new Connection(handle);
        try
        {
            connection.Check(code);
            _ = raw.sqlite3_extended_result_codes(handle, 1);
            _ = raw.sqlite3_busy_timeout(handle, Patience);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        return connection;
    }

    public sqlite3 Handle => handle;

    /// <summary>Empties the log into the file, without waiting for anybody; false where somebody reads from it just now.</summary>
    /// <exception cref="StorageException">The disk does not take it.</exception>
    public bool TryEmptyLog()
    {
        _ = raw.sqlite3_busy_timeout(handle, 0);
        var code = raw.sqlite3_wal_checkpoint_v2(handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        _ = raw.sqlite3_busy_timeout(handle, Patience);
        if (code != raw.SQLITE_BUSY)
            Check(code);
        return code != raw.SQLITE_BUSY;
    }

    /// <summary>Rows changed by the statement that ran last.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    /// <summary>False inside a transaction.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(handle) != 0;

    /// <summary>False to measure what it buys that each statement is prepared once.</summary>
    public bool KeepsStatements { get; set; } = true;

    /// <summary>Prepared once per connection and kept.</summary>
    public Statement Prepare(string sql)
    {
        if (statements.TryGetValue(sql, out var statement))
        {
            if (KeepsStatements)
                return statement;
            statement.Dispose();
        }
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        return statements[sql] = new Statement(this, prepared);
    }

    /// <summary>Gives up whatever a failure left half way.</summary>
    public void ResetStatements()
    {
        foreach (var statement in statements.Values)
            statement.Reset();
    }

    /// <summary>Runs statements that have no parameters.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>The first column of the first row as text.</summary>
    public string? Read(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var prepared));
        using var statement = new Statement(this, prepared);
        return statement.Next() ? statement.Text(0) : null;
    }

    public void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW)
            return;
        var extended = raw.sqlite3_extended_errcode(handle);
        throw new StorageException(extended == raw.SQLITE_OK ? code : extended, raw.sqlite3_errmsg(handle).utf8_to_string());
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
        handle.Dispose();
    }
}
