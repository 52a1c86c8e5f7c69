using System.Collections.Concurrent;

namespace PmoFlow.Functions.DurableTask;

/// <summary>
/// In Development, beside each instance's next durable timer one of the office's clock: when that clock is moved past it, the instance
/// is told. Kept in memory only; at start every running instance is told once, and so names its timers anew.
/// </summary>
/// <param name="clock">The office's clock.</param>
/// <param name="ahead">How far it is ahead of the real one.</param>
/// <param name="tell">Tells an instance that.</param>
internal sealed class OfficeTimers(TimeProvider clock, Func<TimeSpan> ahead, Func<string, TimeSpan, Task> tell) : IDisposable
{
    private readonly ConcurrentDictionary<string, ITimer> timers = new(StringComparer.Ordinal);
    private int telling;

    /// <summary>How far the office's clock is ahead.</summary>
    public TimeSpan Ahead => ahead();

    /// <summary>True while an instance is being told.</summary>
    public bool IsTelling => Volatile.Read(ref telling) > 0;

    /// <summary>When an instance's next timer is due by the office's clock; null where it has none.</summary>
    public void Set(string instanceId, DateTimeOffset? due)
    {
        if (timers.TryRemove(instanceId, out var former))
            former.Dispose();
        if (due is not { } at)
            return;
        var wait = at - clock.GetUtcNow();
        timers[instanceId] = clock.CreateTimer(_ => Fire(instanceId), null, wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells an instance how far ahead the clock is.</summary>
    public async Task Tell(string instanceId)
    {
        Interlocked.Increment(ref telling);
        try
        {
            await tell(instanceId, Ahead);
        }
        finally
        {
            Interlocked.Decrement(ref telling);
        }
    }

    public void Dispose()
    {
        foreach (var timer in timers.Values)
            timer.Dispose();
    }

    private void Fire(string instanceId) => _ = Tell(instanceId);
}
