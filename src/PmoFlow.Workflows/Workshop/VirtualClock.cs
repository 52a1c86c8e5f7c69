namespace PmoFlow.Workflows.Workshop;

/// <summary>A clock that stands still until it is told to go on; then what fell due rings, once each.</summary>
internal sealed class VirtualClock(DateTimeOffset begin) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = begin.ToUniversalTime();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>All of the time until then passes at once.</summary>
    public void AdvanceTo(DateTimeOffset then)
    {
        lock (gate)
            now = then > now ? then.ToUniversalTime() : now;
        while (TakeDue() is { } due)
            due.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private Alarm? TakeDue()
    {
        lock (gate)
        {
            var due = alarms.Where(alarm => alarm.Due <= now).MinBy(alarm => alarm.Due);
            if (due is not null)
                alarms.Remove(due);
            return due;
        }
    }

    private sealed class Alarm(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock.now + dueTime;
                clock.alarms.Add(this);
                return true;
            }
        }

        public void Ring() => callback(state);

        public void Dispose()
        {
            lock (clock.gate)
                clock.alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
