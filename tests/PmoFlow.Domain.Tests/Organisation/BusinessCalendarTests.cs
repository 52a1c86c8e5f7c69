using System.Globalization;
using FsCheck.Xunit;
using PmoFlow.Domain.Organisation;
using Xunit;

namespace PmoFlow.Domain.Tests.Organisation;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar Berlin = new(
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        new HashSet<DateOnly> { new(2026, 12, 25), new(2027, 1, 1), new(2027, 3, 26), new(2027, 3, 29) });

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 2_000)]
    public void working_days_end_on_a_working_day_at_the_same_local_time(ushort minutes, byte days)
    {
        var start = Begin.AddMinutes(minutes * 17.0);
        var end = Berlin.AddWorkingDays(start, days);

        Assert.True(Berlin.IsWorkingDay(Berlin.DayOf(end)));
        Assert.Equal(TimeSpan.Zero, end.Offset);
        if (Berlin.IsWorkingDay(Berlin.DayOf(start)))
            Assert.Equal(Local(start).TimeOfDay, Local(end).TimeOfDay);
        else
            Assert.Equal(new TimeSpan(9, 0, 0), Local(end).TimeOfDay);
    }

    [Theory]
    [InlineData("2026-11-23T10:00Z", "2026-11-23T10:00Z")]
    [InlineData("2026-11-23T16:00Z", "2026-11-23T16:00Z")]
    [InlineData("2026-11-23T16:01Z", "2026-11-24T08:00Z")]
    [InlineData("2026-11-23T03:00Z", "2026-11-23T08:00Z")]
    [InlineData("2026-12-24T18:00Z", "2026-12-28T08:00Z")]
    public void working_moment_is_the_moment_itself_or_the_next_opening(string instant, string moment) =>
        Assert.Equal(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), Berlin.WorkingMoment(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-11-23T10:00Z", "2026-11-23T10:00Z")]
    [InlineData("2026-11-23T16:00Z", "2026-11-23T16:00Z")]
    [InlineData("2026-11-22T23:07Z", "2026-11-23T16:00Z")]
    [InlineData("2026-11-23T16:01Z", "2026-11-24T16:00Z")]
    [InlineData("2026-12-24T18:00Z", "2026-12-28T16:00Z")]
    public void what_falls_due_at_night_is_due_at_the_end_of_the_day_that_follows(string instant, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, CultureInfo.InvariantCulture), Berlin.WorkingDue(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Property(MaxTest = 2_000)]
    public void as_many_working_days_lie_between_as_were_added(ushort minutes, byte days)
    {
        var start = Berlin.AddWorkingDays(Begin.AddMinutes(minutes * 17.0), 0);
        var end = Berlin.AddWorkingDays(start, days);

        var between = 0;
        for (var day = Berlin.DayOf(start); day < Berlin.DayOf(end); day = day.AddDays(1))
            between += Berlin.IsWorkingDay(day.AddDays(1)) ? 1 : 0;
        Assert.Equal(days, between);
    }

    [Property(MaxTest = 2_000)]
    public void adding_twice_is_adding_the_sum(ushort minutes, byte first, byte second)
    {
        var start = Begin.AddMinutes(minutes * 17.0);

        Assert.Equal(
            Berlin.AddWorkingDays(start, first + second),
            Berlin.AddWorkingDays(Berlin.AddWorkingDays(start, first), second));
    }

    [Property(MaxTest = 2_000)]
    public void more_days_are_later_and_an_earlier_start_never_ends_later(ushort minutes, ushort later, byte days)
    {
        var start = Begin.AddMinutes(minutes * 17.0);

        Assert.True(Berlin.AddWorkingDays(start, days) < Berlin.AddWorkingDays(start, days + 1));
        Assert.True(Berlin.AddWorkingDays(start, days) >= start);
        if (Berlin.IsWorkingDay(Berlin.DayOf(start)) && Berlin.IsWorkingDay(Berlin.DayOf(start.AddMinutes(later))))
            Assert.True(Berlin.AddWorkingDays(start, days) <= Berlin.AddWorkingDays(start.AddMinutes(later), days));
    }

    [Fact]
    public void easter_is_skipped_and_summer_time_keeps_the_local_hour()
    {
        var thursday = new DateTimeOffset(2027, 3, 25, 14, 0, 0, TimeSpan.FromHours(1));

        Assert.Equal(new DateTimeOffset(2027, 3, 30, 14, 0, 0, TimeSpan.FromHours(2)), Berlin.AddWorkingDays(thursday, 1));
    }

    [Fact]
    public void an_hour_that_the_clocks_skip_is_taken_an_hour_later()
    {
        var everyDay = new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo"), new HashSet<DateOnly>());
        var midnight = new DateTimeOffset(2018, 11, 2, 0, 30, 0, TimeSpan.FromHours(-3));

        // On Sunday, 4 November 2018, the clocks there went from 0:00 to 1:00; Monday has its usual hour again.
        Assert.Equal(new DateTimeOffset(2018, 11, 5, 0, 30, 0, TimeSpan.FromHours(-2)), everyDay.AddWorkingDays(midnight, 1));
        var cairo = new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo"), new HashSet<DateOnly>());
        // On Friday, 28 April 2023, Cairo's clocks went from 0:00 to 1:00.
        Assert.Equal(
            new DateTimeOffset(2023, 4, 28, 1, 30, 0, TimeSpan.FromHours(3)),
            cairo.AddWorkingDays(new DateTimeOffset(2023, 4, 27, 0, 30, 0, TimeSpan.FromHours(2)), 1));
    }

    [Theory]
    [InlineData("2026-12-28T08:00:00Z", "2026-12-28T08:00:00Z")]
    [InlineData("2026-12-28T07:59:59Z", "2026-12-24T08:00:00Z")]
    [InlineData("2026-12-27T20:00:00Z", "2026-12-24T08:00:00Z")]
    public void last_opening_is_never_after_the_instant_and_never_on_a_holiday(string instant, string opening) =>
        Assert.Equal(
            DateTimeOffset.Parse(opening, CultureInfo.InvariantCulture),
            Berlin.LastOpening(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Fact]
    public void the_day_is_the_office_s_own() =>
        Assert.Equal(new DateOnly(2027, 1, 1), Berlin.DayOf(new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero)));

    [Fact]
    public void days_are_never_taken_away() => Assert.Throws<ArgumentOutOfRangeException>(() => Berlin.AddWorkingDays(Begin, -1));

    private static DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Berlin.Zone).DateTime;
}
