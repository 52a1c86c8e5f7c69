using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Embedded;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Bench.Trials;

/// <summary>Many live instances, each with a monthly round for ever, over months of virtual time: memory does not grow.</summary>
internal static class SoakTrial
{
    private static readonly OrchestrationReference<int, int> Monthly = new("Monthly");
    private static readonly ActivityReference<int, int> Visit = new("Visit");

    public static async Task<string> Run(int instances, int months)
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-soak-").FullName;
        var clock = new SimulatedClock();
        var (visits, early) = (0, 0);
        var catalog = new OrchestrationCatalog(RequestJson.Default.Options)
            .Add(Visit, (_, _, n) => Task.FromResult(Interlocked.Increment(ref visits) + n))
            .Add(Monthly, async (context, month) =>
            {
                var due = context.UtcNow.AddDays(30);
                await context.CreateTimer(due);
                if (context.UtcNow < due)
                    Interlocked.Increment(ref early);
                await context.CallActivity(Visit, month);
                context.ContinueAsNew(month + 1);
                return month;
            });
        try
        {
            await using var platform = await EmbeddedPlatform.Open(
                new EmbeddedPlatformOptions { DataFolder = folder, Synchronous = SynchronousMode.Off, CacheBytes = 4_000_000 }, catalog,
                new ServiceCollection().BuildServiceProvider(), clock);
            await Task.WhenAll(Enumerable.Range(0, instances).Select(i => platform.Client.Start(Monthly, $"project-{i}", 0)));
            await platform.WhenIdle();
            var memory = new List<double>();
            for (var month = 0; month < months; month++)
            {
                clock.Advance(TimeSpan.FromDays(30.5));
                await platform.WhenIdle();
                memory.Add(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0);
            }
            if (visits != instances * months || early > 0)
                throw new Violation($"{visits} visits instead of {instances * months}, {early} early.");
            Checker.Check(platform, catalog);
            // Means of the halves: one month's heap says how full the cache was, which goes up and down by more than a leak would show.
            var (earlier, later) = (memory.Take(months / 2).Average(), memory.Skip(months / 2).Average());
            var slope = (later - earlier) / (months / 2.0);
            if (slope > 0.25)
                throw new Violation($"Memory grows by {slope:N2} MB a month: {string.Join(' ', memory.Select(m => $"{m:N1}"))}.");
            return $"{instances} instances, {months} months, {visits:N0} visits, heap {earlier:N1} MB in the first half and {later:N1} MB in the second.";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
