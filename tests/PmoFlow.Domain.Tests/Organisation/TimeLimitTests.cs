using System.Text.Json;
using FsCheck.Xunit;
using PmoFlow.Domain.Organisation;
using Xunit;

namespace PmoFlow.Domain.Tests.Organisation;

public sealed class TimeLimitTests
{
    [Theory]
    [InlineData("1 hour", 1, TimeLimitUnit.Hours)]
    [InlineData("48 hours", 48, TimeLimitUnit.Hours)]
    [InlineData("5 working days", 5, TimeLimitUnit.WorkingDays)]
    [InlineData("2 weeks", 14, TimeLimitUnit.Days)]
    [InlineData("1 month", 1, TimeLimitUnit.Months)]
    [InlineData("  3   days ", 3, TimeLimitUnit.Days)]
    [InlineData("142 weeks", 994, TimeLimitUnit.Days)]
    public void reads_what_people_write(string text, int amount, TimeLimitUnit unit)
    {
        Assert.True(TimeLimit.TryParse(text, out var limit));
        Assert.Equal(new TimeLimit(amount, unit), limit);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("days")]
    [InlineData("0 days")]
    [InlineData("-1 days")]
    [InlineData("1001 days")]
    [InlineData("143 weeks")]
    [InlineData("1.5 days")]
    [InlineData("5 working")]
    [InlineData("5 working day s")]
    [InlineData("99999999999 days")]
    [InlineData("5 fortnights")]
    [InlineData("٣ days")]
    public void refuses_the_rest(string? text) => Assert.False(TimeLimit.TryParse(text, out _));

    [Property(MaxTest = 2_000)]
    public void what_is_written_reads_as_the_same(short amount, byte unit)
    {
        var limit = new TimeLimit(1 + (Math.Abs((int)amount) % TimeLimit.Most), (TimeLimitUnit)(unit % 4));

        Assert.True(TimeLimit.TryParse(limit.ToString(), out var read));
        Assert.Equal(limit, read);
        Assert.Equal(limit, JsonSerializer.Deserialize<TimeLimit>(JsonSerializer.Serialize(limit)));
    }

    [Theory]
    [InlineData("1 hour", "1 hour")]
    [InlineData("1 working days", "1 working day")]
    [InlineData("2 week", "14 days")]
    [InlineData("1000 months", "1000 months")]
    [InlineData("1000 hour", "1000 hours")]
    public void is_written_as_people_say_it(string text, string said)
    {
        Assert.True(TimeLimit.TryParse(text, out var limit));
        Assert.Equal(said, limit.ToString());
    }

    [Property]
    public void whatever_can_be_read_can_be_stored(byte amount)
    {
        if (TimeLimit.TryParse($"{amount} weeks", out var limit))
            Assert.Equal(limit, JsonSerializer.Deserialize<TimeLimit>(JsonSerializer.Serialize(limit)));
    }

    [Fact]
    public void json_of_something_else_is_refused() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TimeLimit>("\"soon\""));

    [Theory]
    [InlineData("36 hours", "2026-11-22T22:00:00Z")]
    [InlineData("2 days", "2026-11-23T10:00:00Z")]
    [InlineData("1 working day", "2026-11-24T09:00:00Z")]
    [InlineData("1 month", "2026-12-21T10:00:00Z")]
    public void counts_from_a_saturday_morning(string text, string expected)
    {
        Assert.True(TimeLimit.TryParse(text, out var limit));
        var saturday = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), limit.After(saturday, BusinessCalendar.Plain));
    }

    [Fact]
    public void a_month_after_the_last_of_january_is_the_last_of_february() => Assert.Equal(
        new DateTimeOffset(2027, 2, 28, 8, 0, 0, TimeSpan.Zero),
        new TimeLimit(1, TimeLimitUnit.Months).After(new DateTimeOffset(2027, 1, 31, 8, 0, 0, TimeSpan.Zero), BusinessCalendar.Plain));
}
