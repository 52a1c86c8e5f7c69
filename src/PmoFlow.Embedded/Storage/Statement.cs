using SQLitePCL;

namespace PmoFlow.Embedded.Storage;

/// <summary>A prepared statement, bound from left to right and run again and again on its connection's thread.</summary>
internal sealed class Statement(Connection owner, sqlite3_stmt handle) : IDisposable
{
    private int bound;

    public Statement Bind(long value)
    {
        owner.Check(raw.sqlite3_bind_int64(handle, ++bound, value));
        return this;
    }

    public Statement Bind(bool value) => Bind(value ? 1L : 0L);

    /// <summary>Text in an encoding whose byte order is the ordinal order of strings; null becomes NULL.</summary>
    public Statement Bind(string? value)
    {
        if (value is null)
            return BindNull();
        Span<byte> buffer = stackalloc byte[512];
        var text = OrdinalText.Encode(value, buffer);
        owner.Check(raw.sqlite3_bind_text(handle, ++bound, text));
        return this;
    }

    public Statement Bind(ReadOnlySpan<byte> value)
    {
        owner.Check(raw.sqlite3_bind_blob(handle, ++bound, value));
        return this;
    }

    /// <summary>A null array becomes NULL.</summary>
    public Statement Bind(byte[]? value) => value is null ? BindNull() : Bind(value.AsSpan());

    public Statement BindNull()
    {
        owner.Check(raw.sqlite3_bind_null(handle, ++bound));
        return this;
    }

    /// <summary>Moves to the next row; false (and ready to be bound again) when there is none.</summary>
    public bool Next()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        Reset();
        if (code != raw.SQLITE_DONE)
            owner.Check(code);
        return false;
    }

    /// <summary>Runs to the end; how many rows changed.</summary>
    public int Run()
    {
        while (Next())
        {
        }
        return owner.Changes;
    }

    /// <summary>The first column of the only row, or null.</summary>
    public long? Scalar()
    {
        if (!Next())
            return null;
        long? value = IsNull(0) ? null : Long(0);
        Reset();
        return value;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public string Text(int column) => OrdinalText.Decode(raw.sqlite3_column_blob(handle, column));

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public byte[]? BlobOrNull(int column) => IsNull(column) ? null : Blob(column);

    /// <summary>Ends a query before its last row.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(handle);
        bound = 0;
    }

    public void Dispose() => handle.Dispose();
}
