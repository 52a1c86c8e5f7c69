using FsCheck.Xunit;
using PmoFlow.Domain.Organisation;
using Xunit;

namespace PmoFlow.Domain.Tests.Organisation;

/// <summary>Whatever the days of a week on which an office works, and whatever the holidays between them.</summary>
public sealed class WorkingWeekTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Asia/Dubai", "America/New_York"];

    [Fact]
    public void week_that_begins_on_sunday_ends_on_thursday()
    {
        var gulf = new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Dubai"), new HashSet<DateOnly>())
        {
            WorkingDays = new HashSet<DayOfWeek> { DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday },
        };
        var thursday = new DateTimeOffset(2026, 11, 26, 16, 0, 0, TimeSpan.FromHours(4));

        Assert.Equal(new DateTimeOffset(2026, 11, 29, 16, 0, 0, TimeSpan.FromHours(4)), gulf.AddWorkingDays(thursday, 1));
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 10, 0, 0, TimeSpan.FromHours(4)), gulf.AddWorkingHours(thursday, 2));
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.FromHours(4)), gulf.WorkingMoment(thursday.AddDays(1)));
    }

    [Fact]
    public void week_without_a_working_day_is_none() =>
        Assert.Throws<ArgumentException>(() => BusinessCalendar.Plain with { WorkingDays = new HashSet<DayOfWeek>() });

    [Property(MaxTest = 1_000)]
    public void days_that_are_worked_on_are_those_of_the_week_that_are_no_holidays(byte week, byte zone, ushort day)
    {
        var (calendar, date) = (Calendar(week, zone), DateOnly.FromDateTime(Begin.Date).AddDays(day));

        Assert.Equal(((week % 127 + 1) & (1 << (int)date.DayOfWeek)) != 0 && !calendar.Holidays.Contains(date), calendar.IsWorkingDay(date));
    }

    [Property(MaxTest = 1_000)]
    public void working_moment_is_the_first_at_which_the_office_is_open(byte week, byte zone, ushort minutes)
    {
        var (calendar, instant) = (Calendar(week, zone), At(minutes));
        var moment = calendar.WorkingMoment(instant);

        Assert.True(IsOpen(calendar, moment));
        Assert.Equal(moment, calendar.WorkingMoment(moment));
        if (IsOpen(calendar, instant))
        {
            Assert.Equal(instant, moment);
            return;
        }
        Assert.Equal(calendar.NextOpening(instant), moment);
        Assert.Equal(calendar.Opens, Local(calendar, moment));
        // Nobody opened between the two.
        Assert.DoesNotContain(Days(calendar, instant, moment), day => calendar.IsWorkingDay(day) && calendar.Opening(day) > instant && calendar.Opening(day) < moment);
    }

    [Property(MaxTest = 1_000)]
    public void openings_before_and_after_an_instant_have_none_between_them(byte week, byte zone, ushort minutes)
    {
        var (calendar, instant) = (Calendar(week, zone), At(minutes));
        var (last, next) = (calendar.LastOpening(instant), calendar.NextOpening(instant));

        Assert.True(last <= instant && instant < next);
        Assert.Equal(next, calendar.NextOpening(last));
        Assert.Equal(last, calendar.LastOpening(next.AddTicks(-1)));
    }

    [Property(MaxTest = 1_000)]
    public void weekly_opening_is_on_the_first_working_day_from_its_weekday_on(byte week, byte zone, ushort minutes, byte weekday)
    {
        var (calendar, instant, of) = (Calendar(week, zone), At(minutes), (DayOfWeek)(weekday % 7));
        var opens = calendar.NextOpening(instant, of);
        var day = calendar.DayOf(opens);

        Assert.True(opens > instant && IsOpen(calendar, opens));
        while (day.DayOfWeek != of)
        {
            day = day.AddDays(-1);
            Assert.False(calendar.IsWorkingDay(day) && day.DayOfWeek == of);
            Assert.True(day.DayOfWeek == of || !calendar.IsWorkingDay(day));
        }
    }

    [Property(MaxTest = 1_000)]
    public void as_many_working_days_lie_between_as_were_added(byte week, byte zone, ushort minutes, byte days)
    {
        var calendar = Calendar(week, zone);
        var start = calendar.AddWorkingDays(At(minutes), 0);
        var end = calendar.AddWorkingDays(start, days % 30);

        Assert.Equal(days % 30, Days(calendar, start, end).Count(calendar.IsWorkingDay) - 1);
        Assert.True(calendar.IsWorkingDay(calendar.DayOf(end)));
        Assert.True(calendar.EndOf(calendar.DayOf(end)) > calendar.Opening(calendar.DayOf(end)));
    }

    [Property(MaxTest = 1_000)]
    public void as_many_hours_are_open_between_as_were_added(byte week, byte zone, ushort minutes, byte hours)
    {
        var (calendar, start) = (Calendar(week, zone), At(minutes));
        var end = calendar.AddWorkingHours(start, hours % 60);
        var open = Days(calendar, start, end).Where(calendar.IsWorkingDay)
            .Select(day => Earlier(end, calendar.EndOf(day)) - Later(start, calendar.Opening(day))).Where(span => span > TimeSpan.Zero).Aggregate(TimeSpan.Zero, (sum, span) => sum + span);

        Assert.Equal(TimeSpan.FromHours(hours % 60), open);
        Assert.True(IsOpen(calendar, end));
    }

    [Property(MaxTest = 1_000)]
    public void working_time_that_is_added_is_the_working_time_between(byte week, byte zone, ushort minutes, ushort more)
    {
        var (calendar, start) = (Calendar(week, zone), At(minutes));

        Assert.Equal(TimeSpan.FromMinutes(more), calendar.Between(start, calendar.AddWorkingTime(start, TimeSpan.FromMinutes(more))));
    }

    // Any days of a week but none, any zone, and now and then a holiday.
    private static BusinessCalendar Calendar(byte week, byte zone) => new(TimeZoneInfo.FindSystemTimeZoneById(Zones[zone % Zones.Length]),
        Enumerable.Range(0, 200).Select(n => DateOnly.FromDateTime(Begin.Date).AddDays((n * 11) + (zone % 5))).ToHashSet())
    {
        WorkingDays = Enum.GetValues<DayOfWeek>().Where(day => ((week % 127 + 1) & (1 << (int)day)) != 0).ToHashSet(),
    };

    private static DateTimeOffset At(ushort minutes) => Begin.AddMinutes(minutes * 17.0);

    private static bool IsOpen(BusinessCalendar calendar, DateTimeOffset instant) => calendar.DayOf(instant) is var day
        && calendar.IsWorkingDay(day) && Local(calendar, instant) >= calendar.Opens && Local(calendar, instant) <= calendar.Closes;

    private static IEnumerable<DateOnly> Days(BusinessCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        for (var day = calendar.DayOf(from); day <= calendar.DayOf(to); day = day.AddDays(1))
            yield return day;
    }

    private static TimeOnly Local(BusinessCalendar calendar, DateTimeOffset instant) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, calendar.Zone).DateTime);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
