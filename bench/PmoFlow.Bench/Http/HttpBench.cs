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
        // By number, not by time: what the program's own warming up costs is the same on a busy machine as on an idle one.
        var (warm, submits, aside) = quick ? (3_000, 6_000, 2) : (15_000, 40_000, 5);
        var figures = new HttpFigures { Concurrent = Concurrent, FsyncsPerSecond = Disk.SyncsPerSecond(TimeSpan.FromSeconds(aside)) };
        var folder = Path.Combine(Directory.GetCurrentDirectory(), $".bench-{Environment.ProcessId}-http");
        try
        {
            var before = await Ceiling(submits);
            await Load(figures, folder, host ?? OfficeProcess.Built, warm, submits);
            // Before and after, so that what else the machine does is told apart from what the program does.
            var after = await Ceiling(submits);
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

    private static async Task Load(HttpFigures figures, string folder, string host, int warm, int submits)
    {
        using var mail = new MailSink();
        await using var office = await OfficeProcess.Start(host, folder, mail.Port);
        using var submitters = new Submitters(new Uri(office.Address, Submit), Concurrent);
        using var backlog = new Backlog(folder);
        await submitters.Run(warm);
        await CatchUp(backlog);

        var (mails, start) = (mail.Taken, (Office: office.Processor, Client: Self()));
        var measured = await submitters.Run(submits);
        var loaded = (Office: office.Processor, Client: Self());
        // Accepted is what the answer promises. What the requests' orchestrations still have to do is told, and waited for.
        figures.Backlog = backlog.Requests();
        figures.CatchUp = await CatchUp(backlog);
        figures.OfficeMicrosecondsInAll = (office.Processor - start.Office).TotalMicroseconds / submits;
        figures.OfficeMicroseconds = (loaded.Office - start.Office).TotalMicroseconds / submits;
        figures.ClientMicroseconds = (loaded.Client - start.Client).TotalMicroseconds / submits;
        figures.SubmitsPerSecond = measured.PerSecond;
        figures.SubmitP50 = measured.Percentile(0.5);
        figures.SubmitP99 = measured.Percentile(0.99);
        (figures.Submits, figures.Mails) = (submits, mail.Taken - mails);

        await office.Kill();
        figures.Lost = Backlog.Missing(folder, submitters.Accepted);
        if (figures.Lost > 0)
            throw new InvalidOperationException($"{figures.Lost} acknowledged requests are not in the file.");
    }

    private static async Task<double> CatchUp(Backlog backlog)
    {
        var watch = Stopwatch.StartNew();
        while (backlog.Requests() > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<(double PerSecond, double P99)> Ceiling(int submits)
    {
        await using var empty = await EmptyEndpoint.Start();
        using var submitters = new Submitters(new Uri(empty.Address, Submit), Concurrent);
        await submitters.Run(20_000);
        var measured = await submitters.Run(submits);
        return (measured.PerSecond, measured.Percentile(0.99));
    }

    private static TimeSpan Self()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
