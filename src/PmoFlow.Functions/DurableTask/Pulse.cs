namespace PmoFlow.Functions.DurableTask;

/// <summary>
/// When something last began or ended here, and how much is under way. Durable Task does not say when it has nothing to do; in
/// Development and in tests, which have one worker, it is so once nothing has begun or ended for a while.
/// </summary>
/// <param name="lull">How long that is: longer than the back end takes to look for new messages.</param>
internal sealed class Pulse(TimeSpan lull)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private long beats;
    private int running;

    /// <summary>Completes once there was a lull.</summary>
    public async Task Quiet()
    {
        // Counted in looks and not by the clock: where the machine has too much to do, looks are late as everything else is.
        var (seen, quiet) = (Interlocked.Read(ref beats), TimeSpan.Zero);
        while (quiet < lull)
        {
            await Task.Delay(Look, TimeProvider.System);
            var now = Interlocked.Read(ref beats);
            quiet = Volatile.Read(ref running) > 0 || now != seen ? TimeSpan.Zero : quiet + Look;
            seen = now;
        }
    }

    /// <summary>Something began or ended.</summary>
    public void Beat() => Interlocked.Increment(ref beats);

    /// <summary>Something is under way until what this gives is disposed of.</summary>
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
