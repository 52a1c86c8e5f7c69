using System.Diagnostics;

namespace PmoFlow.Contracts.Node;

/// <summary>The npm packages of tests/package.json, installed where they are missing or older than the lock file.</summary>
public static class NodePackages
{
    private static readonly Lazy<string> Installed = new(Install);

    /// <summary>The tests folder, with its node_modules in place.</summary>
    public static string Folder => Installed.Value;

    /// <summary>The tests folder, whatever is installed there.</summary>
    public static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "tests", "package-lock.json")))
                return Path.Combine(folder.FullName, "tests");
        }
        throw new DirectoryNotFoundException($"No tests/package-lock.json above {AppContext.BaseDirectory}.");
    }

    private static string Install()
    {
        var folder = FindFolder();
        // Test projects may start at the same time, and npm ci begins by removing what another one is using. A named mutex holds
        // across processes.
        using var turn = new Mutex(initiallyOwned: false, "pmoflow-tests-npm");
        turn.WaitOne();
        try
        {
            var stamp = Path.Combine(folder, "node_modules", ".package-lock.json");
            if (File.GetLastWriteTimeUtc(stamp) < File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
                Run(folder);
        }
        finally
        {
            turn.ReleaseMutex();
        }
        return folder;
    }

    private static void Run(string folder)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        using var process = Process.Start(new ProcessStartInfo(npm, ["ci", "--no-progress"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"npm ci in {folder} failed: {error.Result}");
    }
}
