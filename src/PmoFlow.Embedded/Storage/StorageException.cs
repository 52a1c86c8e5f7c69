using SQLitePCL;

namespace PmoFlow.Embedded.Storage;

/// <summary>The database file or the disk under it failed. What was not acknowledged is not written.</summary>
public sealed class StorageException(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    /// <summary>SQLite's extended result code.</summary>
    public int Code { get; } = code;

    /// <summary>The disk is full, broken or may not be written to: another write will most likely fail too.</summary>
    internal bool IsOfTheDisk => (Code & 0xFF) is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_CORRUPT;

    /// <summary>The file is damaged: it must be restored, trying again cannot help.</summary>
    public bool IsCorruption => (Code & 0xFF) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
}
