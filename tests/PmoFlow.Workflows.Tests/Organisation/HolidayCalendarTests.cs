using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Organisation;
using Xunit;

namespace PmoFlow.Workflows.Tests.Organisation;

public sealed class HolidayCalendarTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private const string File = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Somebody's calendar//EN
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20251225
        RRULE:FREQ=YEARLY
        SUMMARY:Christmas Day
        END:VEVENT
        BEGIN:VEVENT
        UID:2
        DTSTART;VALUE=DATE:20261228
        DTEND;VALUE=DATE:20270102
        SUMMARY:The office is closed
        END:VEVENT
        BEGIN:VEVENT
        UID:3
        DTSTART;TZID=Europe/Berlin:20261224T120000
        DTEND;TZID=Europe/Berlin:20261224T140000
        SUMMARY:Lunch\, all together
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public void whole_days_are_days_off_once_for_several_days_or_every_year_and_meetings_are_not()
    {
        var days = HolidayCalendar.Read(File.ReplaceLineEndings("\r\n"), Today);

        Assert.Superset(new HashSet<DateOnly> { new(2026, 12, 25), new(2027, 12, 25), new(2031, 12, 25), new(2026, 12, 28), new(2026, 12, 31), new(2027, 1, 1) }, new HashSet<DateOnly>(days));
        Assert.DoesNotContain(new DateOnly(2026, 12, 24), days);
        Assert.DoesNotContain(new DateOnly(2027, 1, 2), days);
    }

    [Fact]
    public void deadline_in_working_days_steps_over_them_in_the_office_s_own_time()
    {
        var calendar = new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), HolidayCalendar.Read(File.ReplaceLineEndings("\r\n"), Today));
        var wednesday = new DateTimeOffset(2026, 12, 23, 9, 0, 0, TimeSpan.Zero);

        // Thursday counts; Christmas, the weekend and the closed week do not; the first Monday of January does.
        Assert.Equal(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero), calendar.AddWorkingDays(wednesday, 2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Christmas, 25 December")]
    [InlineData("<html>Sign in first</html>")]
    public void what_is_no_calendar_is_refused(string text) => Assert.Throws<FormatException>(() => HolidayCalendar.Read(text, Today));
}
