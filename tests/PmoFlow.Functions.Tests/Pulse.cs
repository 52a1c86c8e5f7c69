namespace PmoFlow.Functions.Tests;

/// <summary>When something last began or ended, and how much is under way.</summary>
internal sealed class Pulse
{
    private long last = TimeProvider.System.GetTimestamp();
    private int running;

    public int Running => Volatile.Read(ref running);

    public TimeSpan Since => TimeProvider.System.GetElapsedTime(Volatile.Read(ref last));

    public void Beat() => Volatile.Write(ref last, TimeProvider.System.GetTimestamp());

    public IDisposable Run()
    {
        Interlocked.Increment(ref running);
        Beat();
        return new End(this);
    }

    private sealed class End(Pulse pulse) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref pulse.running);
            pulse.Beat();
        }
    }
}
