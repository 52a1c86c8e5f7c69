namespace PmoFlow.Embedded.Storage;

/// <summary>Held as long as a process owns a data folder; the operating system lets go of it when the process dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    public static FolderLock Take(string folder)
    {
        try
        {
            return new FolderLock(new FileStream(
                Path.Combine(folder, "pmoflow.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new DataFolderInUseException(folder, e);
        }
    }

    // What the systems say where another process holds the lock: EWOULDBLOCK on Linux and on macOS, sharing and lock violations on Windows.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    public void Dispose() => file.Dispose();
}

/// <summary>Two processes on one data folder would each run everything.</summary>
public sealed class DataFolderInUseException(string folder, Exception inner)
    : Exception($"The data folder {folder} is in use by another process.", inner);
