using System.Globalization;

namespace PmoFlow.Embedded.Storage;

/// <summary>
/// A whole and checked copy beside the file that it is to replace. A process that ends in the middle leaves either the former file in its
/// place or a copy that the next start puts there: never a folder that looks like an office's first day.
/// </summary>
internal static class Replacement
{
    /// <summary>Where the copy is until it is in place.</summary>
    public static string Of(string file) => file + ".restored";

    /// <summary>Moves what is there aside, and the copy into its place.</summary>
    /// <returns>The folder with what was there; null where nothing was.</returns>
    public static string? Put(string file, DateTimeOffset now)
    {
        var aside = Path.Combine(Path.GetDirectoryName(file)!, $"replaced-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        // The file first: without it its log is nothing, while the file without its log would be an older office.
        string[] former = [.. new[] { file, file + "-wal", file + "-shm" }.Where(File.Exists)];
        foreach (var path in former)
            File.Move(path, Path.Combine(Directory.CreateDirectory(aside).FullName, Path.GetFileName(path)));
        File.Move(Of(file), file);
        return former.Length > 0 ? aside : null;
    }

    /// <summary>What a restore left that was broken off: ended where the former file was on its way already, else taken back.</summary>
    public static void Finish(string file)
    {
        var copy = Of(file);
        if (!File.Exists(copy))
            return;
        if (File.Exists(file))
            File.Delete(copy);
        else
            Put(file, File.GetLastWriteTimeUtc(copy));
    }
}
