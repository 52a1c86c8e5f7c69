using SQLitePCL;

namespace PmoFlow.Embedded.Storage;

/// <summary>The database file or the disk under it failed. What was not acknowledged is not written.</summary>
public sealed class StorageException(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    /// <summary>SQLite's extended result code.</summary>
    public int Code { get; } = code;

    /// <summary>The file is damaged: it must be restored, trying again cannot help.</summary>
    public bool IsCorruption => (Code & 0xFF) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
}
