using FsCheck.Xunit;
using PmoFlow.Domain.Money;
using Xunit;

namespace PmoFlow.Domain.Tests.Money;

public sealed class EarnedScheduleTests
{
    /// <summary>
    /// W. Lipke, "Earned Schedule Concept": January to May are earned and a part of June, at the end of July, so that
    /// ES = 5 + (EV − PV May) ÷ (PV June − PV May) and AT = 7. The amounts are ours: his figure has none.
    /// </summary>
    [Fact]
    public void five_whole_months_and_a_part_of_june_are_earned_at_the_end_of_july()
    {
        var schedule = EarnedSchedule.Of([10, 25, 45, 70, 100, 140, 175, 200, 215, 225], earned: 130, at: 7);

        Assert.Equal(5 + ((130m - 100) / (140 - 100)), schedule.Es);
        Assert.Equal(-1.25m, schedule.SvT);
        Assert.Equal(5.75m / 7, schedule.SpiT);
        Assert.Equal(10, schedule.Pd);
        Assert.Equal(12.174m, Math.Round(schedule.IeacT!.Value, 3));
    }

    /// <summary>ES 18 at AT 20 is an SPI(t) of 0.90 (pmmilestone.org, Earned Schedule Calculator).</summary>
    [Fact]
    public void eighteen_of_twenty_weeks_is_an_index_of_nine_tenths() =>
        Assert.Equal(0.90m, EarnedSchedule.Of([.. Enumerable.Range(1, 24).Select(week => week * 5m)], earned: 90, at: 20).SpiT);

    [Fact]
    public void a_late_finish_is_still_late_at_the_end()
    {
        var schedule = EarnedSchedule.Of([40, 80, 100], earned: 100, at: 5);

        Assert.Equal(-2, schedule.SvT);
        Assert.Equal(0.6m, schedule.SpiT);
        Assert.Equal(5, schedule.IeacT);
    }

    [Fact]
    public void a_plan_without_budget_at_its_end_ends_where_its_total_is_planned() =>
        Assert.Equal(3, EarnedSchedule.Of([40, 80, 100, 100, 100], earned: 0, at: 1).Pd);

    [Fact]
    public void nothing_earned_forecasts_nothing() => Assert.Null(EarnedSchedule.Of([40, 100], 0, 1).IeacT);

    [Property]
    public void on_a_straight_plan_the_index_in_time_is_the_index_in_money(byte months, byte at, byte percent)
    {
        var (duration, elapsed) = (Math.Max(1, (int)months), Math.Clamp((int)at, 1, Math.Max(1, (int)months)));
        var plan = Enumerable.Range(1, duration).Select(month => month * 100m).ToList();
        var earned = Math.Min((int)percent, 100) * duration;

        var schedule = EarnedSchedule.Of(plan, earned, elapsed);

        Assert.Equal(Math.Round(earned / (elapsed * 100m), 10), Math.Round(schedule.SpiT!.Value, 10));
    }
}
