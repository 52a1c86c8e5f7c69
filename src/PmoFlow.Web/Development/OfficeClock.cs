using System.Globalization;

namespace PmoFlow.Web.Development;

/// <summary>
/// The real clock, moved forward. Timers count its time: moving it fires what falls due. How far it was moved is kept in a file,
/// so that a restart goes on where it was. For Development only.
/// </summary>
public sealed class OfficeClock : TimeProvider
{
    private readonly string file;
    private readonly Lock sync = new();
    private readonly HashSet<OfficeTimer> timers = [];
    private TimeSpan ahead;

    /// <summary>A clock whose lead over the real one is kept in that file.</summary>
    public OfficeClock(string file)
    {
        this.file = file;
        if (File.Exists(file))
            ahead = TimeSpan.ParseExact(File.ReadAllText(file).Trim(), "c", CultureInfo.InvariantCulture);
    }

    /// <summary>How far it is ahead of the real clock.</summary>
    public TimeSpan Ahead
    {
        get
        {
            lock (sync)
                return ahead;
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    /// <summary>
    /// Moves it forward to that instant; an instant that has passed leaves it as it is. When it returns, that is on disk and the
    /// timers that were due have been called.
    /// </summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        OfficeTimer[] waiting;
        lock (sync)
        {
            var by = instant - System.GetUtcNow();
            if (by > ahead)
            {
                var temporary = file + ".new";
                File.WriteAllText(temporary, by.ToString("c", CultureInfo.InvariantCulture));
                File.Move(temporary, file, overwrite: true);
                ahead = by;
            }
            waiting = [.. timers];
        }
        foreach (var timer in waiting.OrderBy(timer => timer.Due))
            timer.Look();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new OfficeTimer(this, callback, state);
        lock (sync)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Forget(OfficeTimer timer)
    {
        lock (sync)
            timers.Remove(timer);
    }

    /// <summary>The real timer behind a timer of this clock.</summary>
    internal static ITimer RealTimer(TimerCallback callback) =>
        System.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
