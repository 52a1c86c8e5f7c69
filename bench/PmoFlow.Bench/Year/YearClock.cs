namespace PmoFlow.Bench.Year;

/// <summary>A clock that goes on by the day; what fell due in the meantime rings in its order. Safe for several threads.</summary>
internal sealed class YearClock(DateTimeOffset begin) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<Alarm> alarms = [];
    private DateTimeOffset now = begin;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        lock (gate)
            now += by;
        while (Due() is { } due)
            due.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private Alarm? Due()
    {
        lock (gate)
        {
            var due = alarms.Where(alarm => alarm.At <= now).MinBy(alarm => alarm.At);
            if (due is not null)
                alarms.Remove(due);
            return due;
        }
    }

    private sealed class Alarm(YearClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                At = clock.now + dueTime;
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
