namespace PmoFlow.Platform.Orchestrations;

/// <summary>
/// When a failed activity is tried again. The wait before retry n (counted from 0) is
/// min(<see cref="FirstInterval"/> × <see cref="Coefficient"/>ⁿ, <see cref="MaxInterval"/>), as in Durable Task, by durable timer.
/// A <see cref="PermanentFailureException"/> is never retried; after a <see cref="TryLaterException"/> the wait is at least what it asks for.
/// </summary>
/// <param name="MaxAttempts">Attempts in all, the first included; at least 1.</param>
/// <param name="FirstInterval">The wait before the first retry.</param>
public sealed record RetryPolicy(int MaxAttempts, TimeSpan FirstInterval)
{
    /// <summary>The longest wait that anybody may ask for.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <summary>One attempt, no more.</summary>
    public static readonly RetryPolicy Never = new(1, TimeSpan.Zero);

    /// <summary>The factor from one wait to the next; at least 1.</summary>
    public double Coefficient { get; init; } = 1;

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan MaxInterval { get; init; } = TimeSpan.MaxValue;

    /// <summary>No further attempt is started when this long has passed since the first was scheduled.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.MaxValue;

    /// <summary>Which failures deserve another attempt; all of them where it is null. Must be pure: it is asked again on replay.</summary>
    public Func<TaskFailure, bool>? RetryWhen { get; init; }

    /// <summary>
    /// The wait before the next attempt, or null where there is none. Both platforms ask here, so that both wait alike.
    /// </summary>
    /// <param name="attempt">How many attempts have failed; at least 1.</param>
    /// <param name="elapsed">Time since the first attempt was scheduled.</param>
    /// <param name="failure">What the last attempt failed with.</param>
    public TimeSpan? NextWait(int attempt, TimeSpan elapsed, TaskFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (attempt >= MaxAttempts || elapsed >= Timeout || failure.IsPermanent || RetryWhen?.Invoke(failure) == false)
            return null;
        var ticks = FirstInterval.Ticks * Math.Pow(Coefficient, attempt - 1);
        var wait = ticks < MaxInterval.Ticks ? TimeSpan.FromTicks((long)ticks) : MaxInterval;
        // What is asked for moves the last attempt to the end of the time at most; it does not cost that attempt.
        return failure.RetryAfter is { } asked && asked > wait ? Max(wait, Min(asked, Min(LongestAsked, Timeout - elapsed))) : wait;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
