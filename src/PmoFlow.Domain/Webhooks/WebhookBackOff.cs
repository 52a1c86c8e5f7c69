namespace PmoFlow.Domain.Webhooks;

/// <summary>When an event that was not taken is tried again: at growing distances, for three days and some hours; then it is parked.</summary>
public static class WebhookBackOff
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts in all.</summary>
    public static int MostAttempts => Waits.Length + 1;

    /// <summary>The wait after so many attempts in vain; null where there is no further one.</summary>
    /// <param name="attempts">At least 1.</param>
    /// <param name="asked">What the receiver asked for; heeded up to a day.</param>
    /// <param name="spread">From 0 to 1: a tenth of the wait at most, so that a receiver that comes back is not met by all at once.</param>
    public static TimeSpan? After(int attempts, TimeSpan? asked, double spread)
    {
        if (attempts > Waits.Length)
            return null;
        var wait = Waits[attempts - 1] * (1 + (0.1 * Math.Clamp(spread, 0, 1)));
        var longest = TimeSpan.FromDays(1);
        return asked is { } heeded && heeded > wait ? (heeded < longest ? heeded : longest) : wait;
    }
}
