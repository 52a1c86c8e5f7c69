using PmoFlow.Domain.Health;
using Xunit;

namespace PmoFlow.Domain.Tests.Health;

public sealed class HealthCheckOrderTests
{
    [Fact]
    public void of_two_checks_of_one_month_that_asked_later_is_the_newer_whatever_its_number()
    {
        HealthCheckRecord[] checks = [Check(3, 23), Check(900, 16), Check(2, 1), Check(4, 23)];
        Assert.Equal([4, 3, 900, 2], HealthCheckRecord.NewestFirst(checks).Select(check => check.Number));

        static HealthCheckRecord Check(int number, int day) => new(new("P-1"), "2026-12", number, At(day), At(day), HealthRating.Amber, []);
        static DateTimeOffset At(int day) => new(2026, 12, day, 9, 0, 0, TimeSpan.Zero);
    }
}
