using System.Diagnostics;
using System.Globalization;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Bench.Engine;

/// <summary>Measures the embedded engine, durable as it is in use: every acknowledged commit is synced.</summary>
internal static class EngineBench
{
    private const int Steps = 5;

    public static async Task<int> Run(bool quick, string? json)
    {
        var figures = new Figures { FsyncsPerSecond = Disk.SyncsPerSecond(TimeSpan.FromSeconds(quick ? 2 : 5)) };
        await Throughput(figures, quick ? 5 : 15);
        await Latency(figures, quick ? 300 : 2000);
        await EventLatency(figures, quick ? 300 : 2000);
        figures.FanOutSmall = await FanOut(1_000);
        figures.FanOutPerSecond = await FanOut(10_000);
        figures.Replay = await Replay(10_000);
        await Timers(figures, quick ? 20_000 : 100_000);
        await Dormant.Measure(figures, quick ? 100_000 : 1_000_000);
        Report.Print(figures);
        if (json is not null)
            figures.Save(json);
        return 0;
    }

    private static async Task Throughput(Figures figures, int rounds)
    {
        // Turn by turn, so that what else the machine does is the same for both.
        await using var load = await Load.Open();
        await using var unsynced = await Load.Open(synchronous: SynchronousMode.Off);
        await Sequences(load, "warm", 1000);
        await Sequences(unsynced, "warm", 1000);
        var commits = load.Platform.Engine.Writer.Commits;
        var (rates, withoutSync) = (new List<double>(), new List<double>());
        var processor = TimeSpan.Zero;
        using var self = Process.GetCurrentProcess();
        for (var round = 0; round < rounds; round++)
        {
            var before = Processor(self);
            rates.Add(await Sequences(load, $"{round}", 1000));
            processor += Processor(self) - before;
            withoutSync.Add(await Sequences(unsynced, $"{round}", 1000));
        }
        figures.ActivitiesPerSecond = Median(rates);
        figures.ActivitiesPerCommit = rounds * 1000.0 * Steps / (load.Platform.Engine.Writer.Commits - commits);
        figures.WithoutSync = Median(withoutSync);
        figures.ProcessorMicroseconds = processor.TotalMicroseconds / (rounds * 1000.0 * Steps);
        var limit = Math.Min(figures.FsyncsPerSecond * figures.ActivitiesPerCommit, figures.WithoutSync);
        figures.LimitRatio = figures.ActivitiesPerSecond / limit;
    }

    private static async Task<double> Sequences(Load load, string name, int count)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
        {
            await load.Client.Start(Load.Sequence, $"{name}-{i}", Steps);
            await load.Client.WaitForEnd($"{name}-{i}");
        }));
        return count * Steps / watch.Elapsed.TotalSeconds;
    }

    private static async Task Latency(Figures figures, int samples)
    {
        await using var load = await Load.Open();
        var times = new List<double>();
        for (var i = 0; i < samples + 100; i++)
        {
            var from = Stopwatch.GetTimestamp();
            await load.Client.Start(Load.Sequence, $"one-{i}", Steps);
            var end = await load.Client.WaitForEnd($"one-{i}");
            if (end.Status != OrchestrationStatus.Completed)
                throw new InvalidOperationException($"{end}");
            if (i >= 100)
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        figures.StartToEndP50 = Percentile(times, 0.5);
        figures.StartToEndP99 = Percentile(times, 0.99);
    }

    private static async Task EventLatency(Figures figures, int samples)
    {
        // No cache: each instance is really dormant, and replayed.
        await using var load = await Load.Open(configure: options => options.CacheBytes = 0);
        for (var i = 0; i < 50; i++)
            await load.Client.Start(Load.Waiter, $"waiter-{i}", default);
        await load.Platform.WhenIdle();
        var times = new List<double>();
        for (var i = 0; i < samples + 100; i++)
        {
            load.Marked = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            var from = Stopwatch.GetTimestamp();
            await load.Client.RaiseEvent($"waiter-{i % 50}", Load.Told, default);
            var at = await load.Marked.Task;
            if (i >= 100)
                times.Add(Stopwatch.GetElapsedTime(from, at).TotalMilliseconds);
            await load.Platform.WhenIdle();
        }
        figures.EventToActivityP99 = Percentile(times, 0.99);
    }

    private static async Task<double> FanOut(int width)
    {
        await using var load = await Load.Open();
        await Sequences(load, "warm", 500);
        var rates = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            await load.Client.Start(Load.FanOut, $"fan-{i}", width);
            await load.Client.WaitForEnd($"fan-{i}");
            rates.Add(width / watch.Elapsed.TotalSeconds);
        }
        return Median(rates);
    }

    private static async Task<double> Replay(int events)
    {
        await using var load = await Load.Open(configure: options => options.CacheBytes = 0);
        var times = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            var id = $"long-{round}";
            await load.Client.Start(Load.Collector, id, events + 1);
            for (var i = 0; i < events; i += 500)
                await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => load.Client.RaiseEvent(id, Load.Told, default)));
            await load.Platform.WhenIdle();
            load.Marked = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            var from = Stopwatch.GetTimestamp();
            await load.Client.RaiseEvent(id, Load.Told, default);
            times.Add(Stopwatch.GetElapsedTime(from, await load.Marked.Task).TotalMilliseconds);
            await load.Client.WaitForEnd(id);
        }
        return Median(times[1..]);
    }

    private static async Task Timers(Figures figures, int count)
    {
        await using var load = await Load.Open(configure: options => options.CacheBytes = 1024 * 1024);
        var due = TimeProvider.System.GetUtcNow().AddSeconds(2 + count / 4_000.0);
        var text = due.ToString("O", CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => load.Client.Start(Load.Sleeper, $"timer-{i}", text)));
        await load.Platform.WhenIdle();
        if (TimeProvider.System.GetUtcNow() > due)
            throw new InvalidOperationException("The machine is too slow: the instant had passed before all timers were set.");
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => load.Client.WaitForEnd($"timer-{i}")));
        figures.TimersLate = (TimeProvider.System.GetUtcNow() - due).TotalSeconds;
        figures.TimersCount = load.Lateness.Count;
        figures.TimersEarly = load.Lateness.Count(late => late < TimeSpan.Zero);
    }

    private static TimeSpan Processor(Process self)
    {
        self.Refresh();
        return self.TotalProcessorTime;
    }

    private static double Median(List<double> values) => Percentile(values, 0.5);

    private static double Percentile(List<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))];
    }
}
