namespace PmoFlow.Web.Development;

/// <summary>A timer that knows when it is due by the office's clock, and looks again when that clock is moved.</summary>
internal sealed class OfficeTimer : ITimer
{
    // A real timer takes at most about 49 days; a longer wait is cut, and looked at again when the piece is over.
    private static readonly TimeSpan Piece = TimeSpan.FromDays(40);

    private readonly OfficeClock clock;
    private readonly TimerCallback callback;
    private readonly object? state;
    private readonly Lock sync = new();
    private readonly ITimer real;
    private DateTimeOffset? due;
    private TimeSpan period = Timeout.InfiniteTimeSpan;

    public OfficeTimer(OfficeClock clock, TimerCallback callback, object? state)
    {
        (this.clock, this.callback, this.state) = (clock, callback, state);
        real = OfficeClock.RealTimer(_ => Look());
    }

    public DateTimeOffset? Due
    {
        get
        {
            lock (sync)
                return due;
        }
    }

    public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
    {
        lock (sync)
        {
            due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
            period = newPeriod;
            Wait();
        }
        return true;
    }

    /// <summary>Calls back where it is due, else goes on waiting.</summary>
    public void Look()
    {
        lock (sync)
        {
            if (due is not { } at)
                return;
            var now = clock.GetUtcNow();
            var isDue = at <= now;
            if (isDue)
                due = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : now + period;
            Wait();
            if (!isDue)
                return;
        }
        callback(state);
    }

    public void Dispose()
    {
        clock.Forget(this);
        real.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        clock.Forget(this);
        return real.DisposeAsync();
    }

    private void Wait()
    {
        var left = due - clock.GetUtcNow();
        real.Change(
            left is null ? Timeout.InfiniteTimeSpan
            : left <= TimeSpan.Zero ? TimeSpan.Zero
            : left > Piece ? Piece
            : left.Value + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }
}
