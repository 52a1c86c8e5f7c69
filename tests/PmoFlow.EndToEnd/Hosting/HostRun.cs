using System.Diagnostics;

namespace PmoFlow.EndToEnd.Hosting;

/// <summary>A start of the program that came to an end by itself.</summary>
internal sealed record HostRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    public static async Task<HostRun> ToTheEnd(string dataFolder, Uri address, IReadOnlyDictionary<string, string> environment)
    {
        using var process = HostLaunch.Prepare(dataFolder, address, environment);
        return await ToTheEnd(process);
    }

    /// <summary>One of the program's commands on a data folder.</summary>
    public static async Task<HostRun> Command(string dataFolder, params string[] command)
    {
        using var process = HostLaunch.PrepareCommand(dataFolder, command);
        return await ToTheEnd(process);
    }

    private static async Task<HostRun> ToTheEnd(Process process)
    {
        process.Start();
        using var patience = new CancellationTokenSource(Longest);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException("It did not stop.");
        }
    }
}
