namespace PmoFlow.Bench.Http;

/// <summary>How long each answer took, in milliseconds, ascending.</summary>
internal sealed record Measured(IReadOnlyList<double> Times, TimeSpan During)
{
    public int Count => Times.Count;

    public double PerSecond => Count / During.TotalSeconds;

    public double Percentile(double part) => Times[Math.Min(Count - 1, (int)(part * Count))];
}
