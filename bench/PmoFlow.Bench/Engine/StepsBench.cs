using System.Diagnostics;
using PmoFlow.Embedded;
using PmoFlow.Embedded.Storage;

namespace PmoFlow.Bench.Engine;

/// <summary>
/// What each step that makes the engine fast buys: the same work with and without it, turn by turn, so that what else the machine
/// does is the same for both. Ratios are what to read.
/// </summary>
internal static class StepsBench
{
    private const int Rounds = 5;

    public static async Task<int> Run()
    {
        Console.WriteLine($"{"step",-70}{"with",12}{"without",12}{"ratio",8}");
        await Compare("commits are shared by all who wait (200 x 5 steps)", 200, 5, options => options.CommitItems = 1);
        await Compare("orchestrations stay live (20 x 200 steps)", 20, 200, options => options.CacheBytes = 0);
        await Compare("the writer prepares each statement once (1,000 x 5 steps)", 1000, 5, options => options.KeepStatements = false);
        await Compare("what NORMAL instead of FULL would buy (1,000 x 5 steps)", 1000, 5, _ => { }, SynchronousMode.Normal);
        await Compare("what no syncs at all would buy (1,000 x 5 steps)", 1000, 5, _ => { }, SynchronousMode.Off);
        Console.WriteLine($"{"parts, each measured alone",-70}{"with",12}{"without",12}{"ratio",8}");
        Compare("near timers in memory, not asked for one by one (100,000)", PartsBench.Timers);
        Compare("records by generated code, not by reflection (50,000)", PartsBench.Records);
        Compare("rows of history by the engine's writer, not the serializer (50,000)", PartsBench.Rows);
        return 0;
    }

    private static void Compare(string what, Func<(double With, double Without)> measure)
    {
        // The first warms up.
        _ = measure();
        var rounds = Enumerable.Range(0, Rounds).Select(_ => measure()).ToList();
        Print(what, rounds.ConvertAll(round => round.With), rounds.ConvertAll(round => round.Without));
    }

    private static async Task Compare(
        string what, int count, int steps, Action<EmbeddedPlatformOptions> without, SynchronousMode synchronous = SynchronousMode.Full)
    {
        await using var one = await Load.Open();
        await using var other = await Load.Open(configure: without, synchronous: synchronous);
        var (ones, others) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (with, bare) = (await Sequences(one, $"{round}", count, steps), await Sequences(other, $"{round}", count, steps));
            // The first round warms up.
            if (round == 0)
                continue;
            ones.Add(with);
            others.Add(bare);
        }
        Print(what, ones, others);
    }

    private static async Task<double> Sequences(Load load, string name, int count, int steps)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
        {
            await load.Client.Start(Load.Sequence, $"{name}-{i}", steps);
            await load.Client.WaitForEnd($"{name}-{i}");
        }));
        return count * steps / watch.Elapsed.TotalSeconds;
    }

    private static void Print(string what, List<double> with, List<double> without) =>
        Console.WriteLine($"{what,-70}{Median(with),10:N0}/s{Median(without),10:N0}/s{Median(with) / Median(without),8:N2}");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
