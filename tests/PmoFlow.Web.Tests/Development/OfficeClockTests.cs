using PmoFlow.Web.Development;
using Xunit;

namespace PmoFlow.Web.Tests.Development;

public sealed class OfficeClockTests : IDisposable
{
    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("pmoflow-clock-").FullName, "clock");

    [Fact]
    public void moving_it_calls_the_timers_that_fell_due_in_their_order_and_no_other()
    {
        var clock = new OfficeClock(file);
        var rung = new List<string>();
        using var second = clock.CreateTimer(_ => rung.Add("two days"), null, TimeSpan.FromDays(2), Timeout.InfiniteTimeSpan);
        using var first = clock.CreateTimer(_ => rung.Add("a day"), null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        using var never = clock.CreateTimer(_ => rung.Add("a year"), null, TimeSpan.FromDays(365), Timeout.InfiniteTimeSpan);

        clock.AdvanceTo(clock.GetUtcNow().AddDays(3));
        clock.AdvanceTo(clock.GetUtcNow().AddDays(3));

        Assert.Equal(["a day", "two days"], rung);
    }

    [Fact]
    public void it_goes_on_where_it_was_after_a_restart()
    {
        var clock = new OfficeClock(file);
        clock.AdvanceTo(clock.GetUtcNow().AddDays(400));

        Assert.Equal(clock.Ahead, new OfficeClock(file).Ahead);
        Assert.InRange(new OfficeClock(file).GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(399.9), TimeProvider.System.GetUtcNow().AddDays(400.1));
    }

    [Fact]
    public void it_never_goes_back()
    {
        var clock = new OfficeClock(file);
        clock.AdvanceTo(clock.GetUtcNow().AddDays(1));
        var ahead = clock.Ahead;

        clock.AdvanceTo(clock.GetUtcNow().AddDays(-1));

        Assert.Equal(ahead, clock.Ahead);
    }

    [Fact]
    public void a_timer_that_was_put_off_or_disposed_of_is_not_called()
    {
        var clock = new OfficeClock(file);
        var rung = 0;
        using var off = clock.CreateTimer(_ => rung++, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        var gone = clock.CreateTimer(_ => rung++, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        off.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        gone.Dispose();

        clock.AdvanceTo(clock.GetUtcNow().AddDays(2));

        Assert.Equal(0, rung);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
}
