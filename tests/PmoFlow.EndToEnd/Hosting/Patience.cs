namespace PmoFlow.EndToEnd.Hosting;

/// <summary>Waits for what another process does beside the answer that it gave: bounded, and by looking.</summary>
internal static class Patience
{
    /// <summary>A minute; <c>PMOFLOW_PATIENCE</c> is another number of seconds, for slower ground than one process and a file.</summary>
    public static readonly TimeSpan Longest =
        TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("PMOFLOW_PATIENCE"), out var seconds) ? seconds : 60);

    /// <summary>Between two looks: 50 ms of a minute, and no more looks where a test waits longer.</summary>
    public static readonly TimeSpan Pause = Longest / 1200;

    /// <summary>Looks until something is there; fails in words where it never is.</summary>
    public static async Task<T> Until<T>(string awaited, Func<Task<T?>> look, TimeSpan? longest = null) where T : class
    {
        var (started, clock) = (TimeProvider.System.GetTimestamp(), TimeProvider.System);
        while (true)
        {
            var asked = clock.GetTimestamp();
            if (await look() is { } found)
                return found;
            if (clock.GetElapsedTime(started) > (longest ?? Longest))
                throw new TimeoutException($"After {longest ?? Longest} there is still no {awaited}.");
            // Hundreds who wait must not be what a slow server is busy with: the longer an answer takes, the later the next question.
            await Task.Delay(TimeSpan.FromTicks(Math.Max(Pause.Ticks, 4 * clock.GetElapsedTime(asked).Ticks)), clock);
        }
    }
}
