using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PmoFlow.Bench.Engine;

/// <summary>What the disk can do: how often a second a page can be appended and synced, one after the other.</summary>
internal static partial class Disk
{
    public static double SyncsPerSecond(TimeSpan during)
    {
        var file = Path.Combine(Directory.GetCurrentDirectory(), $".bench-sync-{Environment.ProcessId}");
        try
        {
            using var handle = File.OpenHandle(file, FileMode.Create, FileAccess.Write);
            var page = new byte[4096 + 24];
            var count = 0;
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed < during)
            {
                RandomAccess.Write(handle, page, (long)page.Length * count++);
                // What SQLite itself calls on Linux.
                if (!OperatingSystem.IsLinux() || DataSync((int)handle.DangerousGetHandle()) != 0)
                    RandomAccess.FlushToDisk(handle);
            }
            return count / watch.Elapsed.TotalSeconds;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DataSync(int file);
}
