using System.Diagnostics;
using System.Globalization;

namespace PmoFlow.Bench.Trials;

/// <summary>The load in a process of its own, which can be killed, watched or have a bad disk.</summary>
internal static class ChildProcess
{
    public static Process Start(string folder, string name, int requests, string synchronous = "Full", params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(ChildProcess).Assembly.Location, "trial-child", folder, name,
            requests.ToString(CultureInfo.InvariantCulture), synchronous])
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Builds what stands between the child and its disk; null where there is no C compiler.</summary>
    public static string? DiskLibrary()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var source = Path.Combine(AppContext.BaseDirectory, "disk.c");
        var library = Path.Combine(Path.GetTempPath(), $"pmoflow-disk-{Environment.ProcessId}.so");
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]))!;
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? library : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
