using System.Collections.Concurrent;
using SQLitePCL;

namespace PmoFlow.Embedded.Storage;

/// <summary>
/// The one file with everything in it. Opening it refuses settings under which an acknowledged commit could be lost.
/// </summary>
internal sealed class Database : IDisposable
{
    public const string FileName = "pmoflow.db";

    private const int InspectedPages = 8 * 1024;

    // Pages, 64 MB. Copies are made beside the writer long before; this is where it makes sure that the log ends.
    private const int LongestLog = 16_000;

    // KB, of the writer. Not more: a commit that has moved a page goes through all that are cached, and what is not is with the system.
    private const int Cache = 8 * 1024;

    private readonly FolderLock folderLock;
    private readonly ConcurrentBag<Connection> readers = [];

    private Database(FolderLock folderLock, string file, Connection writer)
    {
        this.folderLock = folderLock;
        File = file;
        Writer = writer;
    }

    public string File { get; }

    /// <summary>Too large to be inspected before work began.</summary>
    public bool IsLarge => Read(Large);

    /// <summary>The only connection that writes; belongs to the writer's thread once that runs.</summary>
    public Connection Writer { get; }

    public static Database Open(string folder, SynchronousMode synchronous = SynchronousMode.Full)
    {
        Batteries_V2.Init();
        RefuseOldSqlite(raw.sqlite3_libversion_number());
        Directory.CreateDirectory(folder);
        var folderLock = FolderLock.Take(folder);
        Connection? writer = null;
        try
        {
            var file = Path.Combine(folder, FileName);
            Replacement.Finish(file);
            LogFile.Inspect(file);
            writer = Connection.Open(file, readOnly: false);
            try
            {
                Configure(writer, synchronous);
                Migrate(writer);
                Inspect(writer);
            }
            catch (StorageException e) when (e.IsCorruption)
            {
                throw new DamagedDatabaseException(file, e);
            }
            return new Database(folderLock, file, writer);
        }
        catch
        {
            writer?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Reads on a connection of its own; sees everything that was committed before.</summary>
    public T Read<T>(Func<Connection, T> query)
    {
        if (!readers.TryTake(out var reader))
        {
            reader = Connection.Open(File, readOnly: true);
            reader.Execute("PRAGMA query_only=1");
        }
        var sound = false;
        try
        {
            var answer = query(reader);
            sound = true;
            return answer;
        }
        finally
        {
            // A statement that was left half way would hold its snapshot and stop checkpoints.
            if (sound)
                readers.Add(reader);
            else
                reader.Dispose();
        }
    }

    /// <summary>What is wrong with a file that was too large to be inspected before work began; null where nothing is.</summary>
    public string? Inspect() => Read(Finding);

    public void Dispose()
    {
        while (readers.TryTake(out var reader))
            reader.Dispose();
        Writer.Dispose();
        folderLock.Dispose();
    }

    // Older libraries can lose commits when two connections race a reset of the WAL.
    internal static void RefuseOldSqlite(int version)
    {
        if (version < 3_051_003)
            throw new NotSupportedException($"SQLite {version / 1_000_000}.{version / 1000 % 1000}.{version % 1000} is too old; 3.51.3 or newer is needed.");
    }

    private static void Configure(Connection writer, SynchronousMode synchronous)
    {
        if (writer.Read("PRAGMA page_count") == "0")
            writer.Execute("PRAGMA page_size=4096");
        if (writer.Read("PRAGMA journal_mode=WAL") != "wal")
            throw new NotSupportedException("The data folder's file system does not allow SQLite's write-ahead log.");
        writer.Execute($"PRAGMA synchronous={(int)synchronous}");
        // Read back: a value that SQLite does not know silently becomes another.
        if (writer.Read("PRAGMA synchronous") != ((int)synchronous).ToString(System.Globalization.CultureInfo.InvariantCulture))
            throw new NotSupportedException("SQLite did not take the wanted synchronous mode.");
        writer.Execute($"PRAGMA wal_autocheckpoint={LongestLog}; PRAGMA cache_size={-Cache}; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=0");
    }

    // The whole file where that takes no time worth speaking of. Bodies carry a seal that is checked whenever they are read.
    private static void Inspect(Connection writer)
    {
        if (!Large(writer) && Finding(writer) is { } finding)
            throw new StorageException(raw.SQLITE_CORRUPT, finding);
    }

    private static bool Large(Connection connection) => connection.Prepare("PRAGMA page_count").Scalar() > InspectedPages;

    private static string? Finding(Connection connection) =>
        connection.Read("PRAGMA integrity_check(1)") is { } finding and not "ok" ? finding : null;

    private static void Migrate(Connection writer)
    {
        var version = writer.Prepare("PRAGMA user_version").Scalar() ?? 0;
        if (version > Schema.Version)
            throw new NotSupportedException($"The data was written by a newer program (schema {version}; this one knows {Schema.Version}).");
        if (version == 0)
            writer.Execute($"BEGIN IMMEDIATE; {Schema.Create}; PRAGMA user_version={Schema.Version}; COMMIT");
    }
}

/// <summary>SQLite's own numbers. Anything but Full is for negative controls and for measuring what syncs cost.</summary>
internal enum SynchronousMode
{
    Off = 0,
    Normal = 1,
    Full = 2,
}
