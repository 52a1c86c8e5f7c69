namespace PmoFlow.Domain.Money;

/// <summary>
/// When a network of milestones is complete, by Monte Carlo: each run draws every milestone's duration from its three-point range
/// and adds up along the dependencies. The same network, seed and number of runs give the same result on every machine.
/// </summary>
public sealed class CompletionSimulation
{
    /// <summary>Enough for percentiles to be stable to about a hundredth of the spread.</summary>
    public const int DefaultRuns = 10_000;

    private readonly double[] sorted;

    private CompletionSimulation(double[] sorted) => this.sorted = sorted;

    /// <summary>How many runs it is made of.</summary>
    public int Runs => sorted.Length;

    /// <summary>Mean number of days.</summary>
    public double Mean => sorted.Average();

    /// <summary>The number of days that so much of the runs keep: P80 is <c>Percentile(0.8)</c>.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>How much of the runs are complete within that many days.</summary>
    public double ShareWithin(double days) => sorted.Count(value => value <= days) / (double)sorted.Length;

    /// <summary>Runs it.</summary>
    /// <param name="network">What is to be done.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="runs">How many.</param>
    public static CompletionSimulation Run(MilestoneNetwork network, ulong seed, int runs = DefaultRuns)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        var (random, results, finish) = (new SeededRandom(seed), new double[runs], new double[network.Steps.Count]);
        for (var run = 0; run < runs; run++)
        {
            for (var step = 0; step < finish.Length; step++)
            {
                var begins = 0d;
                foreach (var before in network.Before[step])
                    begins = Math.Max(begins, finish[before]);
                var (done, range) = (network.Steps[step].DoneAt, network.Steps[step].Days);
                finish[step] = done ?? Math.Max(network.Steps[step].NotBefore, begins + range.Quantile(random.Next()));
            }
            results[run] = finish.Length == 0 ? 0 : finish.Max();
        }
        Array.Sort(results);
        return new(results);
    }
}
