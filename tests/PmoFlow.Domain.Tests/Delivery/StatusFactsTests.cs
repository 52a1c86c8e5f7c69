using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Timeline;
using Xunit;

namespace PmoFlow.Domain.Tests.Delivery;

public sealed class StatusFactsTests
{
    private static readonly DateTimeOffset Monday = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2027, 3, 24);

    [Fact]
    public void same_work_of_a_day_is_one_line_and_what_the_office_asked_is_none()
    {
        var (lines, earlier) = ReportedChanges.Of(Entries(
            (0, "created", "Project of request R-1."), (0, "milestones-set", "1 milestone set."), (0, "milestones-set", "3 milestones set."),
            (1, "health-check-opened", "Asked Nora how the project is doing."), (1, "health-review-asked", "Asked Ana to look at it independently."),
            (1, "status-asked", "Asked Nora for the status report."), (1, "action-opened", "Stop the shift."), (1, "action-opened", "Ask the board.")));
        Assert.Equal(["2027-02-01: Project of request R-1.", "2027-02-01: 3 milestones set. (2 times that day)", "2027-02-02: Stop the shift.", "2027-02-02: Ask the board."], lines);
        Assert.Equal(0, earlier);
    }

    [Fact]
    public void what_is_not_shown_is_counted_and_the_beginning_stays()
    {
        var (lines, earlier) = ReportedChanges.Of(Entries([(0, "created", "Project of request R-1."), .. Enumerable.Range(1, 20).Select(day => (day, "money-taken", $"Money {day}."))]));
        Assert.Equal((ReportedChanges.Most, 21 - ReportedChanges.Most), (lines.Count, earlier));
        Assert.Equal(("2027-02-01: Project of request R-1.", "2027-02-21: Money 20."), (lines[0], lines[^1]));
    }

    [Fact]
    public void old_figures_are_told_with_their_month_and_raise_the_question_what_came_since()
    {
        var december = new Month(2026, 12);
        var facts = Of(MoneyReading.At(new("EUR", [new(december, 100, 95, null, 25), new(december.Plus(1), 300)]), december.Plus(3)), MilestonePlan.Empty);
        Assert.Contains("SPI(t) 1.00 at the end of 2026-12: 1 month's work in 1 month.", facts.Sections[0].Says);
        Assert.Contains("Nothing is known since 2026-12: unknown, not green.", facts.Sections[0].Says);
        Assert.Equal("What has been spent and done since then?", facts.Sections[1].Question);
    }

    [Fact]
    public void milestone_whose_day_has_passed_is_overdue_and_one_day_is_one_day()
    {
        var facts = Of(new(null, null, null, []), new([new Milestone("m1", "Robots delivered") { Baseline = new(2027, 3, 23), Plan = new(2027, 3, 23) }]));
        Assert.Equal(["Robots delivered: 1 day later than agreed (2027-03-23).", "Next: Robots delivered, overdue since 2027-03-23."], facts.Sections[0].Says);
    }

    [Fact]
    public void need_that_comes_too_late_is_told_to_both_projects_by_name_and_one_in_time_to_none()
    {
        var network = new MilestonePlan([new Milestone("m2", "Network stands") { Plan = new(2027, 1, 5), Actual = new(2027, 1, 20) }, new Milestone("m3", "Masts stand") { Plan = new(2027, 3, 4) }]);
        IReadOnlyList<ProjectNeed> needs = [Need("WLAN", new(2026, 12, 10), "m2"), Need("Masts", new(2027, 3, 23), "m3"), Need("Cables", new(2027, 2, 1), "m2"), Need("Plans", new(2027, 1, 1), "m9")];
        Assert.Equal(
        [
            "Warehouse scanners (P-1) needs WLAN of Cloud landing zone (P-2) by 2026-12-10: 41 days too late, Network stands was reached 2027-01-20.",
            "Warehouse scanners (P-1) needs Masts of Cloud landing zone (P-2) by 2027-03-23: 1 day too late, Masts stand is expected 2027-03-24.",
        ], Of(new(null, null, null, []), MilestonePlan.Empty, needs).Sections[0].Says);
        Assert.Equal([41, 1, 0, null], needs.Select(need => need.Late(Today)));

        ProjectNeed Need(string what, DateOnly by, string milestone) => new(new(new("P-1"), new("P-2"), what, by, milestone), "Warehouse scanners", "Cloud landing zone", network);
    }

    private static StatusFacts Of(MoneyReading reading, MilestonePlan plan, IReadOnlyList<ProjectNeed>? needs = null) =>
        StatusFacts.Of(reading, plan, [], ProjectMetrics.Of(reading, plan, [], 0, Today), null, [], Today, Monday, needs);

    private static IEnumerable<TimelineEntry> Entries(params (int Day, string Kind, string Summary)[] entries)
    {
        var last = (Sequence: 0, Hash: "");
        foreach (var (day, kind, summary) in entries)
        {
            var entry = TimelineEntry.Next(last.Sequence, last.Hash, Monday.AddDays(day), new(kind, "nora@example.org", summary));
            last = (entry.Sequence, entry.Hash);
            yield return entry;
        }
    }
}
