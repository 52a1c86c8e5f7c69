using System.Globalization;
using PmoFlow.Platform.Operations;
using SQLitePCL;

namespace PmoFlow.Embedded.Storage;

/// <summary>Copies of the file, each as of one moment.</summary>
internal static class Backup
{
    // A copy's name says as of when it is; names order by that.
    private const string Stamp = "'pmoflow-'yyyyMMdd'T'HHmmss'.'fffffff'Z'";
    private const string Unfinished = ".unfinished";
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    public static BackupCopy Take(Database database, string folder, DateTimeOffset now, int keep) =>
        database.Read(connection => Take(connection, folder, now, keep));

    public static BackupCopy Take(Connection from, string folder, DateTimeOffset now, int keep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        Directory.CreateDirectory(folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}.db");
        var file = Path.Combine(folder, name);
        Write(from, file);
        var taken = new BackupCopy(Path.GetFullPath(file), now, new FileInfo(file).Length);
        // The one just taken stays, also where the clock was set back meanwhile and older ones bear later names.
        foreach (var old in NewestFirst(folder).Where(copy => copy.Place != taken.Place).Skip(keep - 1).ToList())
            File.Delete(old.Place);
        // What a process left that ended in the middle; a younger one may be another's that is still being written.
        foreach (var left in Directory.EnumerateFiles(folder, "pmoflow-*.db" + Unfinished).Where(path => now - File.GetLastWriteTimeUtc(path) > Abandoned).ToList())
            File.Delete(left);
        return taken;
    }

    /// <summary>Only whole copies bear the name of one, and of one that fails nothing is left.</summary>
    public static void Write(Connection from, string file)
    {
        var unfinished = file + Unfinished;
        File.Delete(unfinished);
        try
        {
            Copy(from, unfinished);
            Check(unfinished, raw.sqlite3_db_filename(from.Handle, "main").utf8_to_string());
            File.Move(unfinished, file, overwrite: true);
        }
        catch
        {
            // On a disk that is full each try would leave another.
            foreach (var left in new[] { unfinished, unfinished + "-journal" })
                File.Delete(left);
            throw;
        }
    }

    /// <summary>The newest whole copy of a folder; null where there is none.</summary>
    public static BackupCopy? Newest(string folder) => Directory.Exists(folder) ? NewestFirst(folder).FirstOrDefault() : null;

    // A copy that is not sound was made from a file that is not, and that one is to be told: the copy is deleted.
    private static void Check(string copied, string source)
    {
        using var copy = Connection.Open(copied, readOnly: false);
        // One file, no companions: so that a restore is one copy.
        copy.Execute("PRAGMA synchronous=FULL; PRAGMA journal_mode=DELETE");
        if (copy.Read("PRAGMA integrity_check(1)") is not "ok" and var finding)
            throw new DamagedDatabaseException(source, new StorageException(raw.SQLITE_CORRUPT, finding ?? "no answer"));
    }

    // What an operator put there under a name of their own is theirs: it is neither counted nor deleted.
    private static IEnumerable<BackupCopy> NewestFirst(string folder) => Directory.EnumerateFiles(folder, "pmoflow-*.db")
        .Select(file => DateTimeOffset.TryParseExact(Path.GetFileNameWithoutExtension(file), Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new BackupCopy(Path.GetFullPath(file), at, new FileInfo(file).Length) : null)
        .OfType<BackupCopy>().OrderByDescending(copy => copy.TakenAt);

    private static void Copy(Connection from, string file)
    {
        using var to = Connection.Open(file, readOnly: false);
        to.Execute("PRAGMA synchronous=FULL");
        using var backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
        // All pages in one step: one snapshot, which the writer's commits in the meantime neither change nor restart.
        var code = raw.sqlite3_backup_step(backup, -1);
        _ = raw.sqlite3_backup_finish(backup);
        if (code != raw.SQLITE_DONE)
            throw new StorageException(code, "The backup could not be written.");
    }
}
