using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Portfolio;
using Xunit;

namespace PmoFlow.Domain.Tests.Delivery;

/// <summary>What is to be expected of a milestone follows from what it comes after.</summary>
public sealed class MilestoneOutlookTests
{
    private static readonly DateOnly Agreed = new(2027, 2, 26);
    private static readonly DateOnly End = new(2027, 7, 20);
    private static readonly MilestonePlan Scanners = new(
    [
        new("m1", "Devices chosen") { Baseline = new(2026, 12, 1), Plan = new(2026, 12, 1), Actual = new(2026, 12, 3) },
        At("m2", "Devices delivered", Agreed, "m1"),
        At("m3", "Every shift scans", End, "m2") with { Days = new(60, 80, 100) },
    ]);

    [Fact]
    public void the_end_is_not_on_the_day_while_what_comes_before_it_is_late()
    {
        var outlooks = Scanners.Outlooks(new(2027, 7, 13));
        Assert.Equal([2, 137, 53], outlooks.Select(outlook => outlook.Slip));
        Assert.Equal(("not before Devices delivered (m2), which is late, and 60 days at best", Agreed), (outlooks[2].Because, outlooks[1].OverdueSince));
        Assert.Null(outlooks[1].Because);
        Assert.Equal((53, 3), (Scanners.EndSlip(new(2027, 7, 13)), Scanners.Slipped(new(2027, 7, 13))));
        Assert.Equal(53m, ProjectMetrics.Of(new(null, null, null, []), Scanners, [], null, new(2027, 7, 13))[ProjectMetrics.EndSlip]);
        Assert.Equal(0, Scanners.EndSlip(new(2027, 5, 21)));
        Assert.Equal(1, Scanners.EndSlip(new(2027, 5, 22)));
    }

    [Fact]
    public void what_is_reached_or_has_no_range_holds_up_only_as_long_as_it_must()
    {
        var plan = new MilestonePlan([At("a", "Ground bought", Agreed) with { Actual = End }, At("b", "Walls stand", Agreed, "a"), At("c", "Roof is on", Agreed, "b") with { Days = new(4.5, 6, 9) }]);
        var outlooks = plan.Outlooks(Agreed);
        Assert.Equal([End, End, End.AddDays(5)], outlooks.Select(outlook => outlook.Day));
        Assert.Equal("not before Ground bought (a)", outlooks[1].Because);
        Assert.Equal(new NextMilestone("Walls stand", Agreed, End), plan.Next());
        Assert.Null(new MilestonePlan([new("a", "No day at all"), At("b", "After it", End, "a")]).Outlooks(Agreed)[0].Day);
    }

    [Fact]
    public void what_totals_count_on_any_day_is_what_the_project_s_page_says_on_that_day()
    {
        var plan = new MilestonePlan(
        [
            .. Scanners.Milestones, At("m4", "Old ones sold", End.AddDays(1), "m3", "m2") with { Forecast = End.AddDays(-40), Days = new(10, 10, 10) },
            At("m5", "Told the press", Agreed), At("m6", "Party", End.AddDays(100), "m5") with { Days = new(1, 2, 3) },
        ]);
        var amounts = new Dictionary<string, decimal>();
        foreach (var slip in plan.Slips())
        {
            amounts[Measure.Slip(slip.Month)] = slip.Days;
            foreach (var day in slip.Open)
                amounts[Measure.Awaited(slip.Month, day)] = amounts.GetValueOrDefault(Measure.Awaited(slip.Month, day)) + 1;
        }
        for (var day = new DateOnly(2026, 11, 1); day < new DateOnly(2028, 1, 1); day = day.AddDays(1))
        {
            Assert.Equal(plan.Outlooks(day).GroupBy(outlook => Month.Of(outlook.Milestone.Baseline!.Value)).OrderBy(month => month.Key).Select(month => (decimal)month.Sum(outlook => outlook.Slip!.Value)),
                plan.Slips().Select(month => Measure.SlipOn(amounts, month.Month.ToString(), day)));
        }
    }

    [Fact]
    public void milestones_that_wait_for_each_other_or_for_nothing_that_is_there_still_have_their_days()
    {
        var odd = new MilestonePlan([At("a", "One", Agreed, "b"), At("b", "Other", Agreed, "a", "gone") with { Days = new(1e300, 1e300, 1e300) }]);
        Assert.Equal(2, odd.Outlooks(Agreed).Count(outlook => outlook.Day >= Agreed));
        Assert.Equal(2, odd.Slips().Sum(month => month.Milestones));
    }

    private static Milestone At(string name, string title, DateOnly day, params string[] after) => new(name, title) { Baseline = day, Plan = day, After = after };
}
