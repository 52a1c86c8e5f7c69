using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Bench.Dashboards;

/// <summary>
/// Dashboards of a large office while people look at them and things change: how long the program takes for a page, and how long a
/// change takes to stand on its unit's dashboard. Pages and changes go through HTTP, as those of people do.
/// </summary>
internal sealed class DashboardBench(EstateSize size, bool quick, int changesPerSecond)
{
    private const int Readers = 50;
    private const int AloneRounds = 40;

    // How long somebody looks at a page before they open the next one.
    private static readonly TimeSpan Looking = TimeSpan.FromSeconds(1);

    // Between two looks for a change, so that the probe is not a load of its own.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    private readonly TimeSpan lasting = TimeSpan.FromSeconds(quick ? 20 : 60);
    private readonly DashboardFigures figures = new() { Projects = size.Projects, Requests = size.Requests, Units = size.Units, Periods = size.Months };

    public static async Task<int> Run(bool quick, string? json, string? account, int changesPerSecond)
    {
        var bench = new DashboardBench(quick ? EstateSize.Quick : EstateSize.Full, quick, changesPerSecond);
        var folder = Directory.CreateTempSubdirectory("pmoflow-dashboards-").FullName;
        try
        {
            await bench.Measure(new OfficeTablesAt(folder, account));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine(bench.figures.Json());
        if (json is not null)
            await File.WriteAllTextAsync(json, bench.figures.Json());
        return 0;
    }

    private async Task Measure(OfficeTablesAt at)
    {
        var began = Stopwatch.GetTimestamp();
        var estate = await Generate(at);
        figures.LoadSeconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await using var office = await ServedOffice.Start(at.Folder, at.Settings);
        using var client = office.Client();
        string[] pages =
        [
            "/", "/?rule=weighted", $"/?asOf={Day(-40)}", "/dashboards/units/f1-0", "/dashboards/units/f2-3", "/dashboards/analyst",
            "/dashboards/pack", "/dashboards/rows?unit=f1-1&measure=projects", "/api/v1/dashboards/portfolio",
        ];
        foreach (var page in pages)
            (await client.GetAsync(page)).EnsureSuccessStatusCode();
        await Alone(office, client, pages);
        figures.Looking = await Together(office, client, estate, pages, Looking);
        figures.WithoutPause = await Together(office, client, estate, pages, TimeSpan.Zero);
        figures.Memory = office.MemoryMegabytes();
        figures.Database = at.Megabytes;
    }

    private async Task<Estate> Generate(OfficeTablesAt at)
    {
        Estate? estate = null;
        await at.Use(async tables =>
        {
            var lifecycles = new LifecycleLibrary();
            await lifecycles.LoadAsync(tables, Path.Combine(AppContext.BaseDirectory, "workflows"));
            estate = new Estate(tables, size, TimeProvider.System.GetUtcNow());
            await estate.Write(lifecycles.All[0].Id);
        });
        return estate!;
    }

    /// <summary>One reader, nothing changes: what a page costs.</summary>
    private async Task Alone(ServedOffice office, HttpClient client, string[] pages)
    {
        for (var round = 0; round < AloneRounds; round++)
            await Task.WhenAll(pages.Select(page => client.GetByteArrayAsync(page)));
        await Times(client);
        foreach (var page in pages)
        {
            var processor = office.Processor();
            for (var round = 0; round < AloneRounds; round++)
                await client.GetByteArrayAsync(page);
            figures.ProcessorAlone[page] = (office.Processor() - processor).TotalMilliseconds / AloneRounds;
        }
        figures.AloneP95 = (await Times(client)).ToDictionary(time => time.Route, time => time.P95);
    }

    /// <summary>Readers, changes and the probe of freshness, all at once.</summary>
    private async Task<CrowdFigures> Together(ServedOffice office, HttpClient client, Estate estate, string[] pages, TimeSpan pause)
    {
        var crowd = new CrowdFigures { PauseSeconds = pause.TotalSeconds };
        await Times(client);
        using var end = new CancellationTokenSource(lasting);
        var (read, changed, fresh) = (0, 0, new ConcurrentBag<double>());
        var (began, processor) = (Stopwatch.GetTimestamp(), office.Processor());
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            using var own = office.Client();
            for (var i = reader; !end.IsCancellationRequested; i++)
            {
                await own.GetByteArrayAsync(pages[i % pages.Length]);
                Interlocked.Increment(ref read);
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause, TimeProvider.System);
            }
        }));
        var changes = Task.Run(async () =>
        {
            var random = new Random(7);
            var running = new List<Task>();
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                running.Add(Change(client, Unprobed(estate, random), random.Next(10_000, 1_000_000)).ContinueWith(_ => Interlocked.Increment(ref changed), TaskScheduler.Default));
                var due = TimeSpan.FromSeconds((double)(i + 1) / changesPerSecond) - Stopwatch.GetElapsedTime(began);
                if (due > TimeSpan.Zero)
                    await Task.Delay(due, TimeProvider.System);
            }
            await Task.WhenAll(running);
        });
        var probe = Task.Run(async () =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
                fresh.Add(await Freshness(client, estate, estate.Units.Count - 1, 5_000_000 + i));
        });
        await Task.WhenAll([.. readers, changes, probe]);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        crowd.ProcessorShare = (office.Processor() - processor).TotalSeconds / seconds;
        (crowd.PagesPerSecond, crowd.ChangesPerSecond) = (read / seconds, changed / seconds);
        var sorted = fresh.Order().ToArray();
        (crowd.FreshnessSamples, crowd.FreshnessMax, crowd.FreshnessP50) = (sorted.Length, sorted[^1], sorted[sorted.Length / 2]);
        var times = (await Times(client)).Where(time => time.Route.StartsWith("GET", StringComparison.Ordinal)).ToList();
        crowd.PageP95 = times.ToDictionary(time => time.Route, time => time.P95);
        crowd.PageP50 = times.ToDictionary(time => time.Route, time => time.P50);
        crowd.Pages = times.ToDictionary(time => time.Route, time => time.Count);
        return crowd;
    }

    private static async Task Change(HttpClient client, int project, decimal budget)
    {
        using var body = new StringContent(FormattableString.Invariant($"{{\"budget\":{budget}}}"), Encoding.UTF8, "application/json");
        using var answer = await client.PutAsync($"/api/v1/projects/{Estate.ProjectId(project)}/plan", body);
        answer.EnsureSuccessStatusCode();
    }

    private int Unprobed(Estate estate, Random random)
    {
        var project = random.Next(size.Projects);
        return estate.IsProbed(project) ? Unprobed(estate, random) : project;
    }

    /// <summary>Seconds from the sending of a change until its unit's dashboard shows it in the total.</summary>
    private static async Task<double> Freshness(HttpClient client, Estate estate, int project, decimal budget)
    {
        var unit = $"/dashboards/units.csv?unit={estate.UnitOfProject(project)}";
        var before = await Budgets(client, estate.UnitOfProject(project).Value);
        var began = Stopwatch.GetTimestamp();
        await Change(client, project, budget);
        var expected = before.Sum(row => row.Key == Estate.ProjectId(project) ? budget : row.Value);
        while (!(await client.GetStringAsync(unit)).Contains(FormattableString.Invariant($",{expected},"), StringComparison.Ordinal))
        {
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(60))
                throw new InvalidOperationException("A change has not come to its dashboard within a minute.");
            await Task.Delay(Between, TimeProvider.System);
        }
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<Dictionary<string, decimal>> Budgets(HttpClient client, string unit)
    {
        var lines = (await client.GetStringAsync($"/dashboards/rows.csv?unit={unit}&measure=budget")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return lines.Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => decimal.Parse(cells[^2], CultureInfo.InvariantCulture));
    }

    private static async Task<List<RouteTime>> Times(HttpClient client)
    {
        using var answer = await client.PostAsync("/api/v1/dev/times", null);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(DashboardJson.Default.ListRouteTime))!;
    }

    private static string Day(int from) =>
        TimeProvider.System.GetUtcNow().AddDays(from).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
