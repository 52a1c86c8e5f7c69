using System.Collections.Concurrent;

namespace PmoFlow.Functions.DurableTask;

/// <summary>
/// In Development, beside each instance's next durable timer one of the office's clock: when that clock is moved past it, the instance
/// is told. Kept in memory only; at start every running instance is told once, and so names its timers anew.
/// </summary>
/// <param name="clock">The office's clock.</param>
/// <param name="ahead">How far it is ahead of the real one.</param>
/// <param name="pulse">Hears of each telling.</param>
/// <param name="tell">Tells an instance that.</param>
internal sealed class OfficeTimers(TimeProvider clock, Func<TimeSpan> ahead, Pulse pulse, Func<string, TimeSpan, Task> tell) : IDisposable
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Due, ITimer Timer)> timers = new(StringComparer.Ordinal);

    /// <summary>How far the office's clock is ahead.</summary>
    public TimeSpan Ahead => ahead();

    /// <summary>When the nearest of them is due by the office's clock; null where none is open.</summary>
    public DateTimeOffset? Next => timers.IsEmpty ? null : timers.Values.Select(timer => timer.Due).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();

    /// <summary>When an instance's next timer is due by the office's clock; null where it has none.</summary>
    public void Set(string instanceId, DateTimeOffset? due)
    {
        if (timers.TryRemove(instanceId, out var former))
            former.Timer.Dispose();
        if (due is not { } at)
            return;
        var wait = at - clock.GetUtcNow();
        timers[instanceId] = (at, clock.CreateTimer(_ => Fire(instanceId), null, wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Tells an instance how far ahead the clock is.</summary>
    public async Task Tell(string instanceId)
    {
        using (pulse.Run())
            await tell(instanceId, Ahead);
    }

    public void Dispose()
    {
        foreach (var timer in timers.Values)
            timer.Timer.Dispose();
    }

    private void Fire(string instanceId) => _ = Tell(instanceId);
}
