using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PmoFlow.Bench.Dashboards;

/// <summary>The program as people start it, in a process of its own, on a generated office.</summary>
internal sealed class ServedOffice : IAsyncDisposable
{
    private readonly Process process;

    private ServedOffice(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<ServedOffice> Start(string folder, IEnumerable<KeyValuePair<string, string>> settings)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            ArgumentList = { HostDll(), "--urls", address.GetLeftPart(UriPartial.Authority) },
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["PMOFLOW_DATA"] = folder;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Now listening on", StringComparison.Ordinal))
            {
                // What nobody reads would fill the pipe and stop the program.
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, address);
            }
        }
        throw new InvalidOperationException("The program did not start.");
    }

    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { { "X-Dev-User", Estate.Analyst } },
    };

    public double MemoryMegabytes()
    {
        process.Refresh();
        return process.WorkingSet64 / 1048576.0;
    }

    public TimeSpan Processor()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string HostDll()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "PmoFlow.sln")))
                continue;
            var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
            return Path.Combine(folder.FullName, "src", "PmoFlow.Host", "bin", configuration, string.Create(CultureInfo.InvariantCulture, $"net{Environment.Version.Major}.0"), "PmoFlow.Host.dll");
        }
        throw new InvalidOperationException("Run this from the repository.");
    }
}
