namespace PmoFlow.Domain.Organisation;

/// <summary>When an office works: deadlines count its days, not the sun's.</summary>
/// <param name="Zone">Where its clocks are.</param>
/// <param name="Holidays">Days on which nobody works.</param>
public sealed record BusinessCalendar(TimeZoneInfo Zone, IReadOnlySet<DateOnly> Holidays)
{
    /// <summary>Monday to Friday.</summary>
    // Before the plain calendar, which is made with it.
    private static readonly IReadOnlySet<DayOfWeek> UsualDays = new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday };

    /// <summary>Monday to Friday in UTC, no holidays.</summary>
    public static readonly BusinessCalendar Plain = new(TimeZoneInfo.Utc, new HashSet<DateOnly>());

    /// <summary>When a working day begins.</summary>
    public TimeOnly Opens { get; init; } = new(9, 0);

    /// <summary>When a working day ends; after it begins.</summary>
    public TimeOnly Closes { get; init; } = new(17, 0);

    /// <summary>Days of a week on which the office works, Monday to Friday where nobody says otherwise; at least one, else no deadline would ever come.</summary>
    public IReadOnlySet<DayOfWeek> WorkingDays
    {
        get;
        init => field = value is { Count: > 0 } ? value : throw new ArgumentException("An office works on some day of a week.", nameof(value));
    } = UsualDays;

    /// <summary>Whether the office works on that day.</summary>
    public bool IsWorkingDay(DateOnly day) => WorkingDays.Contains(day.DayOfWeek) && !Holidays.Contains(day);

    /// <summary>The day that it is in the office at that instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>
    /// The same time of day, <paramref name="days"/> working days later. What begins on a day off begins when the office next opens.
    /// </summary>
    public DateTimeOffset AddWorkingDays(DateTimeOffset start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var local = TimeZoneInfo.ConvertTime(start, Zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        var time = TimeOnly.FromDateTime(local);
        while (!IsWorkingDay(day))
            (day, time) = (day.AddDays(1), Opens);
        while (days > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                days--;
        }
        return At(day, time);
    }

    /// <summary>So many hours later, counting only those in which the office is open.</summary>
    public DateTimeOffset AddWorkingHours(DateTimeOffset start, int hours)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hours);
        var local = TimeZoneInfo.ConvertTime(start, Zone).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (time < Opens)
            time = Opens;
        for (var left = TimeSpan.FromHours(hours); ; (day, time) = (day.AddDays(1), Opens))
        {
            if (!IsWorkingDay(day) || time >= Closes)
                continue;
            if (Closes - time >= left)
                return At(day, time.Add(left));
            left -= Closes - time;
        }
    }

    /// <summary>When that day begins.</summary>
    public DateTimeOffset Midnight(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>When the office closes on that day, whether it works or not.</summary>
    public DateTimeOffset EndOf(DateOnly day) => At(day, Closes);

    /// <summary>That instant where the office works then, else when it next opens. The moment at which it closes is the last of its day.</summary>
    public DateTimeOffset WorkingMoment(DateTimeOffset instant)
    {
        var day = DayOf(instant);
        return IsWorkingDay(day) && instant >= At(day, Opens) && instant <= EndOf(day) ? instant : NextOpening(instant);
    }

    /// <summary>
    /// By when somebody does what falls due at that instant: that instant where the office works then, else the end of the working day that it
    /// is before, or of the next one. Nobody does anything by seven minutes past midnight, and who reads only the day has all of it. Never earlier.
    /// </summary>
    public DateTimeOffset WorkingDue(DateTimeOffset instant) => WorkingMoment(instant) is var moment && moment == instant ? instant : EndOf(DayOf(moment));

    /// <summary>The next time that the office opens, after that instant.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset instant)
    {
        var day = DayOf(instant);
        while (!IsWorkingDay(day) || At(day, Opens) <= instant)
            day = day.AddDays(1);
        return At(day, Opens);
    }

    /// <summary>The next time, after that instant, that the office opens on that day of a week; where it does not work on it, on the first day after it.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset instant, DayOfWeek weekday)
    {
        // From a week back, because days off may have moved the last one behind this instant.
        for (var day = DayOf(instant).AddDays(-7); ; day = day.AddDays(1))
        {
            if (day.DayOfWeek != weekday)
                continue;
            var works = day;
            while (!IsWorkingDay(works))
                works = works.AddDays(1);
            if (At(works, Opens) is var opens && opens > instant)
                return opens;
        }
    }

    /// <summary>The last time that the office opened, at that instant or before it.</summary>
    public DateTimeOffset LastOpening(DateTimeOffset instant)
    {
        var day = DayOf(instant);
        while (!IsWorkingDay(day) || At(day, Opens) > instant)
            day = day.AddDays(-1);
        return At(day, Opens);
    }

    /// <summary>That local time as an instant, UTC. A time that the clocks skip is taken an hour later.</summary>
    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
