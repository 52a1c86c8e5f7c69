using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Operations;
using SQLitePCL;

namespace PmoFlow.Embedded.Operations;

/// <summary>What can be done with a data folder's file from outside of the program that works on it.</summary>
public static class DataFile
{
    /// <summary>Its name in the data folder.</summary>
    public const string Name = Database.FileName;

    /// <summary>
    /// Copies the file as of one moment and checks the copy. The program that owns the folder may go on working meanwhile: this reads,
    /// and waits for nobody.
    /// </summary>
    /// <param name="dataFolder">Where the file is.</param>
    /// <param name="to">The copy; one that is there is replaced once the new one is whole.</param>
    /// <exception cref="FileNotFoundException">There is nothing to copy.</exception>
    /// <exception cref="DamagedDatabaseException">The copy is not sound.</exception>
    public static void Backup(string dataFolder, string to)
    {
        Batteries_V2.Init();
        using var from = Connection.Open(Existing(dataFolder), readOnly: true);
        Storage.Backup.Write(from, Path.GetFullPath(to));
    }

    /// <summary>As <see cref="Backup(string, string)"/>, under a name that says as of when, and keeps the newest.</summary>
    public static BackupCopy Backup(string dataFolder, string folder, DateTimeOffset now, int keep)
    {
        Batteries_V2.Init();
        using var from = Connection.Open(Existing(dataFolder), readOnly: true);
        return Storage.Backup.Take(from, folder, now, keep);
    }

    /// <summary>Reads all of it: the structure, and each stored body against its seal. Changes nothing.</summary>
    /// <param name="file">The file of a data folder, in use or not, or a backup.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DamagedDatabaseException">It cannot be trusted.</exception>
    public static void Check(string file)
    {
        Batteries_V2.Init();
        Existing(file, file);
        try
        {
            using var connection = Connection.Open(file, readOnly: true);
            Soundness.Check(connection);
        }
        catch (StorageException e) when (e.IsCorruption)
        {
            throw new DamagedDatabaseException(file, e);
        }
    }

    /// <summary>
    /// Puts a backup in the place of what is there, which is moved aside and kept. What was acknowledged after the backup is not in it.
    /// </summary>
    /// <returns>The folder into which the former file was moved; null where there was none.</returns>
    /// <exception cref="DataFolderInUseException">A program works on it.</exception>
    /// <exception cref="DamagedDatabaseException">The backup cannot be trusted; nothing was changed.</exception>
    public static string? Restore(string backup, string dataFolder, DateTimeOffset now)
    {
        Directory.CreateDirectory(dataFolder);
        using var folderLock = FolderLock.Take(dataFolder);
        Check(backup);
        var file = Path.Combine(dataFolder, Database.FileName);
        var restored = Replacement.Of(file);
        // Not a copy of the file: what is in a log beside it would be missing, and nothing would have been synced.
        using (var from = Connection.Open(backup, readOnly: true))
            Storage.Backup.Write(from, restored);
        Check(restored);
        return Replacement.Put(file, now);
    }

    private static string Existing(string dataFolder) => Existing(dataFolder, Path.Combine(dataFolder, Database.FileName));

    private static string Existing(string place, string file) =>
        File.Exists(file) ? file : throw new FileNotFoundException($"There is no database at {Path.GetFullPath(place)}.", file);
}
