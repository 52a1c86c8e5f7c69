namespace PmoFlow.Embedded.Storage;

/// <summary>The file cannot be trusted; nothing was changed. The message says what was found and the way back.</summary>
/// <param name="file">Which.</param>
/// <param name="inner">What was found.</param>
/// <param name="newestBackup">What to put in its place, where that is known.</param>
public sealed class DamagedDatabaseException(string file, Exception inner, string? newestBackup = null) : Exception(
    $"The database {file} is damaged ({Found(inner)}). Stop the program, move the file and its -wal and -shm companions away, and put the newest backup in its place"
    + (newestBackup is null ? "." : $": {newestBackup}"), inner)
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    // SQLite tells it in several lines.
    private static string Found(Exception? inner) => inner?.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.') ?? "";
}
