using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Embedded;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Bench.Trials;

/// <summary>
/// Gates whose decisions are raised one to five times, shuffled among all gates, before the start has run, during an activity,
/// during continue-as-new and after the end: each gate takes the first, in order, and loses none.
/// </summary>
internal static class EventsTrial
{
    private static readonly OrchestrationReference<string, string> Gates = new("Gates");
    private static readonly ActivityReference<int, int> Note = new("Note");
    private static readonly EventReference<int> Decided = new("Decided");

    private const int GatesPerInstance = 4;
    private const int InstancesAtOnce = 250;

    public static async Task<string> Run(int gates, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-events-").FullName;
        try
        {
            var (accepted, late) = (0, 0);
            await using var platform = await EmbeddedPlatform.Open(
                new EmbeddedPlatformOptions { DataFolder = folder, Synchronous = SynchronousMode.Off, CacheBytes = 200_000 }, Catalog(),
                new ServiceCollection().BuildServiceProvider(), TimeProvider.System);
            for (var done = 0; done < gates; done += InstancesAtOnce * GatesPerInstance)
            {
                var instances = await Task.WhenAll(Enumerable.Range(done, InstancesAtOnce).Select(i => One(platform, $"gates-{i}", new Random(seed + i))));
                accepted += instances.Sum(instance => instance.Accepted);
                late += instances.Sum(instance => instance.Late);
            }
            await platform.WhenIdle();
            Checker.Check(platform, Catalog());
            return $"{gates} gates, {accepted:N0} decisions raised, {late:N0} of them after the end and refused.";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Each gate's number is raised several times; a gate takes what is next in line, so repeats show as repeats, in order.
    private static async Task<(int Accepted, int Late)> One(EmbeddedPlatform platform, string id, Random random)
    {
        var raised = new List<int>();
        var late = 0;
        await platform.Client.Start(Gates, id, "");
        for (var number = 1; number <= GatesPerInstance; number++)
        {
            for (var repeat = random.Next(1, 6); repeat > 0; repeat--)
            {
                if (random.Next(3) == 0)
                    await Task.Yield();
                if (await platform.Client.RaiseEvent(id, Decided, number) == RaiseOutcome.Accepted)
                    raised.Add(number);
                else
                    late++;
            }
        }
        var end = await platform.Client.WaitForEnd(id, new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        var expected = string.Concat(raised.Take(GatesPerInstance).Select(number => $" {number}"));
        if ($"{end.Output}" != expected)
            throw new Violation($"{id} took{end.Output} and was sent{expected} first.");
        return (raised.Count + late, late);
    }

    private static OrchestrationCatalog Catalog() => new OrchestrationCatalog(RequestJson.Default.Options)
        .Add(Note, (_, _, n) => Task.FromResult(n))
        .Add(Gates, async (context, taken) =>
        {
            var decision = await context.WaitForEvent(Decided);
            await context.CallActivity(Note, decision);
            var now = $"{taken} {decision}";
            if (now.Length < 2 * GatesPerInstance)
                context.ContinueAsNew(now);
            return now;
        });
}
