namespace PmoFlow.Bench.Trials;

/// <summary>A clock in one thread's hand: time passes when told to, and the wall clock can be set apart from it, also back.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private readonly List<Alarm> alarms = [];
    private TimeSpan elapsed;
    private DateTimeOffset wall = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => wall;

    public override long GetTimestamp() => elapsed.Ticks;

    /// <summary>Somebody sets the clock: alarms, which count elapsed time, do not notice.</summary>
    public void SetBy(TimeSpan jump) => wall += jump;

    /// <summary>All of the time passes at once, as on a machine that slept; then rings what fell due in it.</summary>
    public void Advance(TimeSpan by)
    {
        elapsed += by;
        wall += by;
        while (alarms.Where(alarm => alarm.Due <= elapsed).MinBy(alarm => alarm.Due) is { } next)
            next.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.alarms.Remove(this);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            Due = clock.elapsed + dueTime;
            clock.alarms.Add(this);
            return true;
        }

        public void Ring()
        {
            clock.alarms.Remove(this);
            callback(state);
        }

        public void Dispose() => clock.alarms.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
