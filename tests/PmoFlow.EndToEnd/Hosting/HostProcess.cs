using System.Diagnostics;

namespace PmoFlow.EndToEnd.Hosting;

/// <summary>The real program in a process of its own, on a real data folder, that can be killed and started again.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = Patience.Longest;

    private readonly TemporaryFolder folder = new();

    private readonly HttpClient probe = new();

    private volatile TaskCompletionSource up = NewSignal();

    private IReadOnlyDictionary<string, string> environment = new Dictionary<string, string>();

    private Process? process;

    private HostOutput? output;

    /// <summary>Where it answers; the same after a restart.</summary>
    public Uri Address { get; } = FreeAddress.Find();

    /// <summary>Where its data is.</summary>
    public string DataFolder => folder.Path;

    /// <summary>Completes while it answers; a client that lost it waits here.</summary>
    public Task Up => up.Task;

    /// <summary>The last that it said.</summary>
    public string Said => output?.ToString() ?? "";

    /// <param name="environment">Settings besides the usual ones.</param>
    public static async Task<HostProcess> Start(IReadOnlyDictionary<string, string>? environment = null)
    {
        var host = new HostProcess();
        host.environment = environment ?? host.environment;
        await host.StartAgain();
        return host;
    }

    /// <summary>SIGKILL: no code of the program runs any more, nothing is flushed.</summary>
    public async Task Kill()
    {
        up = NewSignal();
        // With what it started: the Functions host has its worker.
        process?.Kill(entireProcessTree: true);
        await (process?.WaitForExitAsync() ?? Task.CompletedTask);
        process?.Dispose();
        process = null;
    }

    /// <summary>Kills it and starts it on what is left.</summary>
    public async Task Restart()
    {
        await Kill();
        await StartAgain();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        probe.Dispose();
        folder.Dispose();
    }

    /// <summary>Starts it on what is there.</summary>
    public async Task StartAgain()
    {
        process = HostLaunch.Prepare(folder.Path, Address, environment);
        output = new HostOutput(process, HostLaunch.Listening);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(LongestStart);
        var ended = process.WaitForExitAsync(patience.Token);
        if (await Task.WhenAny(HostLaunch.Listening is null ? Answers(patience.Token) : output.Said, ended) == ended)
            throw new InvalidOperationException($"The program did not start.{Environment.NewLine}{output}");
        (await probe.GetAsync(new Uri(Address, "/health/ready"), patience.Token)).EnsureSuccessStatusCode();
        up.TrySetResult();
    }

    private async Task Answers(CancellationToken patience)
    {
        while (!patience.IsCancellationRequested)
        {
            try
            {
                if ((await probe.GetAsync(new Uri(Address, "/health/ready"), patience)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            await Task.Delay(Patience.Pause, TimeProvider.System, patience);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
