using System.Globalization;
using PmoFlow.Domain.Organisation;
using Xunit;

namespace PmoFlow.Domain.Tests.Organisation;

public sealed class WeeklyOpeningTests
{
    private static readonly BusinessCalendar Warsaw = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"),
        new HashSet<DateOnly> { new(2026, 12, 28), new(2026, 12, 29), new(2026, 12, 30), new(2026, 12, 31), new(2027, 1, 1), new(2027, 1, 4) });

    [Theory]
    [InlineData("2026-11-23T07:59:59Z", DayOfWeek.Monday, "2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23T08:00:00Z", DayOfWeek.Monday, "2026-11-30T08:00:00Z")]
    [InlineData("2026-11-23T08:00:00Z", DayOfWeek.Thursday, "2026-11-26T08:00:00Z")]
    [InlineData("2026-10-24T00:00:00Z", DayOfWeek.Monday, "2026-10-26T08:00:00Z")]
    [InlineData("2026-10-19T08:00:00Z", DayOfWeek.Saturday, "2026-10-26T08:00:00Z")]
    [InlineData("2026-12-22T08:00:00Z", DayOfWeek.Monday, "2027-01-05T08:00:00Z")]
    [InlineData("2026-12-29T08:00:00Z", DayOfWeek.Monday, "2027-01-05T08:00:00Z")]
    [InlineData("2027-01-05T08:00:00Z", DayOfWeek.Monday, "2027-01-11T08:00:00Z")]
    public void opens_on_that_day_of_the_week_or_on_the_first_working_day_after_it(string after, DayOfWeek weekday, string opens) =>
        Assert.Equal(Instant(opens), Warsaw.NextOpening(Instant(after), weekday));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
