using System.Diagnostics;
using PmoFlow.Bench.Engine;

namespace PmoFlow.Bench.Http;

/// <summary>
/// Loads the whole program as an office runs it, in a process of its own, durable, with mail, through loopback HTTP; and beside it,
/// with the same client, an endpoint that does nothing.
/// </summary>
internal static class HttpBench
{
    private const int Concurrent = 200;

    private static readonly Uri Submit = new("/api/v1/requests", UriKind.Relative);

    public static async Task<int> Run(bool quick, string? json, string? host)
    {
        var (warm, during, aside) = quick ? (4, 6, 2) : (10, 20, 5);
        var figures = new HttpFigures { Concurrent = Concurrent, FsyncsPerSecond = Disk.SyncsPerSecond(TimeSpan.FromSeconds(aside)) };
        var folder = Path.Combine(Directory.GetCurrentDirectory(), $".bench-{Environment.ProcessId}-http");
        try
        {
            var before = await Ceiling(aside);
            await Load(figures, folder, host ?? OfficeProcess.Built, TimeSpan.FromSeconds(warm), TimeSpan.FromSeconds(during));
            // Before and after, so that what else the machine does is told apart from what the program does.
            var after = await Ceiling(aside);
            figures.CeilingPerSecond = (before.PerSecond + after.PerSecond) / 2;
            figures.CeilingP99 = (before.P99 + after.P99) / 2;
            figures.CeilingRatio = figures.SubmitsPerSecond / figures.CeilingPerSecond;
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        HttpReport.Print(figures);
        if (json is not null)
            figures.Save(json);
        return 0;
    }

    private static async Task Load(HttpFigures figures, string folder, string host, TimeSpan warm, TimeSpan during)
    {
        using var mail = new MailSink();
        await using var office = await OfficeProcess.Start(host, folder, mail.Port);
        using var submitters = new Submitters(new Uri(office.Address, Submit), Concurrent);
        var from = (Processor: office.Processor, submitters.Accepted.Count);
        await submitters.Run(warm);

        var start = (Office: office.Processor, Client: Self());
        var measured = await submitters.Run(during);
        var end = (Office: office.Processor, Client: Self());
        figures.SubmitsPerSecond = measured.PerSecond;
        figures.SubmitP50 = measured.Percentile(0.5);
        figures.SubmitP99 = measured.Percentile(0.99);
        figures.OfficeMicroseconds = (end.Office - start.Office).TotalMicroseconds / measured.Count;
        figures.ClientMicroseconds = (end.Client - start.Client).TotalMicroseconds / measured.Count;

        // Accepted is what the answer promises. What the requests' orchestrations still have to do is told, and waited for.
        var watch = Stopwatch.StartNew();
        using (var backlog = new Backlog(folder))
        {
            figures.Backlog = backlog.Requests();
            while (backlog.Requests() > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
        figures.CatchUp = watch.Elapsed.TotalSeconds;
        figures.Submits = submitters.Accepted.Count - from.Count;
        figures.Mails = mail.Taken;
        figures.OfficeMicrosecondsInAll = (office.Processor - from.Processor).TotalMicroseconds / figures.Submits;

        await office.Kill();
        figures.Lost = Backlog.Missing(folder, submitters.Accepted);
        if (figures.Lost > 0)
            throw new InvalidOperationException($"{figures.Lost} acknowledged requests are not in the file.");
    }

    private static async Task<(double PerSecond, double P99)> Ceiling(int seconds)
    {
        await using var empty = await EmptyEndpoint.Start();
        using var submitters = new Submitters(new Uri(empty.Address, Submit), Concurrent);
        await submitters.Run(TimeSpan.FromSeconds(1));
        var measured = await submitters.Run(TimeSpan.FromSeconds(seconds));
        return (measured.PerSecond, measured.Percentile(0.99));
    }

    private static TimeSpan Self()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
