namespace PmoFlow.EndToEnd.Hosting;

/// <summary>Waits for what another process does beside the answer that it gave: bounded, and by looking.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks until something is there; fails in words where it never is.</summary>
    public static async Task<T> Until<T>(string awaited, Func<Task<T?>> look, TimeSpan? longest = null) where T : class
    {
        var (started, clock) = (TimeProvider.System.GetTimestamp(), TimeProvider.System);
        while (true)
        {
            if (await look() is { } found)
                return found;
            if (clock.GetElapsedTime(started) > (longest ?? Longest))
                throw new TimeoutException($"After {longest ?? Longest} there is still no {awaited}.");
            await Task.Delay(Pause, clock);
        }
    }
}
