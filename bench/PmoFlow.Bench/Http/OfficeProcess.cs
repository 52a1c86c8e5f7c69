using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PmoFlow.Bench.Http;

/// <summary>The whole program in a process of its own, set up as in production but for addresses and its rate limit.</summary>
internal sealed class OfficeProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private OfficeProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    /// <summary>Where the program lies when it was built with this one.</summary>
    public static string Built => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory,
        $"../../../../../src/PmoFlow.Host/bin/{Path.GetFileName(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..")))}/net10.0/PmoFlow.Host.dll"));

    public Uri Address { get; }

    /// <summary>Processor time so far, user and system.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<OfficeProcess> Start(string host, string folder, int mailPort)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(host);
        (string Name, string Value)[] settings =
        [
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("DOTNET_ENVIRONMENT", "Production"),
            ("URLS", address.ToString()), ("PMOFLOW_DATA", folder),
            ("Mail__Smtp__Host", "127.0.0.1"), ("Mail__Smtp__Port", $"{mailPort}"), ("Mail__Smtp__Tls", "None"),
            ("Mail__Smtp__FromAddress", "office@example.org"),
            // One address submits here what comes from many in an office.
            ("RateLimits__SubmissionsPerMinute", "100000000"),
        ];
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Tell(line.Data);
        process.ErrorDataReceived += (_, line) => Tell(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var office = new OfficeProcess(process, address);
        await office.Ready();
        return office;
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is tidied up.</summary>
    public async Task Kill()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        process.Dispose();
    }

    private async Task Ready()
    {
        using var probe = new HttpClient();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < LongestStart && !process.HasExited;)
        {
            try
            {
                if ((await probe.GetAsync(new Uri(Address, "/health/ready"))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
        throw new InvalidOperationException("The program did not start.");
    }

    // Production is quiet: what it does say (warnings, refusals) is worth reading.
    private static void Tell(string? line)
    {
        if (line is not null && !line.StartsWith("info:", StringComparison.Ordinal) && !line.StartsWith("      ", StringComparison.Ordinal))
            Console.Error.WriteLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
