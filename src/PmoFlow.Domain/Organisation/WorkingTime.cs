namespace PmoFlow.Domain.Organisation;

/// <summary>Time that counts: whole working days from midnight to midnight of the office's zone, as a deadline in working days counts them.</summary>
public static class WorkingTime
{
    /// <summary>How much of the time between two instants lies on working days; zero where <paramref name="to"/> is not after <paramref name="from"/>.</summary>
    public static TimeSpan Between(this BusinessCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var total = TimeSpan.Zero;
        for (var at = from; at < to;)
        {
            var midnight = Midnight(calendar, calendar.DayOf(at).AddDays(1));
            var end = midnight < to ? midnight : to;
            if (calendar.IsWorkingDay(calendar.DayOf(at)))
                total += end - at;
            at = end;
        }
        return total;
    }

    /// <summary>The instant at which so much working time has passed.</summary>
    public static DateTimeOffset AddWorkingTime(this BusinessCalendar calendar, DateTimeOffset start, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var (at, left) = (start, time);
        while (true)
        {
            var midnight = Midnight(calendar, calendar.DayOf(at).AddDays(1));
            var here = calendar.IsWorkingDay(calendar.DayOf(at)) ? midnight - at : TimeSpan.Zero;
            if (calendar.IsWorkingDay(calendar.DayOf(at)) && left < here)
                return (at + left).ToUniversalTime();
            (at, left) = (midnight, left - here);
        }
    }

    /// <summary>When the office opens on that day, UTC.</summary>
    public static DateTimeOffset Opening(this BusinessCalendar calendar, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Instant(calendar, day.ToDateTime(calendar.Opens));
    }

    private static DateTimeOffset Midnight(BusinessCalendar calendar, DateOnly day) => Instant(calendar, day.ToDateTime(TimeOnly.MinValue));

    // A time that the clocks skip is taken an hour later.
    private static DateTimeOffset Instant(BusinessCalendar calendar, DateTime local)
    {
        if (calendar.Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, calendar.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
