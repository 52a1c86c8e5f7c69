using System.Diagnostics;
using System.Globalization;
using PmoFlow.Embedded.Storage;

namespace PmoFlow.Bench.Engine;

/// <summary>Many instances that each wait for an event and a timer: what they cost on disk and, after a start, in memory.</summary>
internal static class Dormant
{
    public static async Task Measure(Figures figures, int count)
    {
        // Made without syncs: how fast they are made is measured elsewhere.
        var load = await Load.Open(configure: options => options.CacheBytes = 8 * 1024 * 1024, synchronous: SynchronousMode.Off);
        var due = DateTimeOffset.UnixEpoch.AddYears(100).ToString("O", CultureInfo.InvariantCulture);
        var gate = new SemaphoreSlim(20_000);
        var starts = new Task[count];
        for (var i = 0; i < count; i++)
        {
            await gate.WaitAsync();
            starts[i] = Start(i);
        }
        await Task.WhenAll(starts);
        await load.Platform.WhenIdle();
        var folder = await load.Leave();
        try
        {
            var bytes = new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
            var (ready, rss) = await RunChild(folder);
            (figures.DormantCount, figures.DormantBytes) = (count, (double)bytes / count);
            (figures.DormantReady, figures.DormantRss) = (ready, rss);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task Start(int i)
        {
            await load.Client.Start(Load.Sleeper, $"request-{i:D8}", due);
            gate.Release();
        }
    }

    /// <summary>This measurement by itself.</summary>
    public static async Task<int> Alone(int count)
    {
        var figures = new Figures();
        await Measure(figures, count);
        Console.WriteLine($"{count:N0} dormant: {figures.DormantRss:N0} MB, ready after {figures.DormantReady:N2} s, {figures.DormantBytes:N0} bytes on disk each.");
        return 0;
    }

    /// <summary>In a process of its own: opens, takes one event through, says how long it took and what memory it has.</summary>
    public static async Task<int> Child(string folder)
    {
        var watch = Stopwatch.StartNew();
        var load = await Load.Open(folder);
        await load.Platform.WhenIdle();
        var ready = watch.Elapsed.TotalSeconds;
        await load.Client.RaiseEvent("request-00000007", Load.Told, default);
        await load.Client.WaitForEnd("request-00000007");
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ready} {self.WorkingSet64 / 1048576.0}"));
        await load.Leave();
        return 0;
    }

    private static async Task<(double Ready, double Rss)> RunChild(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(Dormant).Assembly.Location);
        start.ArgumentList.Add("dormant-child");
        start.ArgumentList.Add(folder);
        using var child = Process.Start(start)!;
        var line = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        var parts = line.Split(' ', StringSplitOptions.TrimEntries);
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
