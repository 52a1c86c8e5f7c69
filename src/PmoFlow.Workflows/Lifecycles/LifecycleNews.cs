namespace PmoFlow.Workflows.Lifecycles;

/// <summary>
/// Word of what another process published, for a platform that sweeps the inbox in one of its processes only: asked for before
/// people are answered, and heard no more often than every few seconds.
/// </summary>
public sealed class LifecycleNews(LifecycleLibrary library, TimeProvider clock)
{
    /// <summary>How old the library's knowledge may be.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private long heard;

    /// <summary>Takes it in where the last time was longer ago than <see cref="Fresh"/>; whoever asks meanwhile goes on with what is known.</summary>
    public async Task Hear(CancellationToken cancellation = default)
    {
        var (last, now) = (Interlocked.Read(ref heard), clock.GetUtcNow().UtcTicks);
        if (now - last >= Fresh.Ticks && Interlocked.CompareExchange(ref heard, now, last) == last)
            await library.Refresh(cancellation);
    }
}
