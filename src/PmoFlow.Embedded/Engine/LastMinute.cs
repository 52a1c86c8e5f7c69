namespace PmoFlow.Embedded.Engine;

/// <summary>Counts what happened in the last minute of elapsed time, to the second.</summary>
internal sealed class LastMinute(TimeProvider time)
{
    private const int Seconds = 60;

    private readonly Lock gate = new();
    private readonly long[] counts = new long[Seconds];
    private long newest;

    public void Add()
    {
        lock (gate)
        {
            Forget();
            counts[newest % Seconds]++;
        }
    }

    public long Total
    {
        get
        {
            lock (gate)
            {
                Forget();
                return counts.Sum();
            }
        }
    }

    // Seconds that have passed since somebody looked begin at zero.
    private void Forget()
    {
        var now = time.GetTimestamp() / time.TimestampFrequency;
        for (var second = Math.Max(newest + 1, now - Seconds + 1); second <= now; second++)
            counts[second % Seconds] = 0;
        newest = Math.Max(newest, now);
    }
}
