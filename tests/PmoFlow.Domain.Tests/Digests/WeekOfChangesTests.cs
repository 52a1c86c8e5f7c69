using PmoFlow.Domain.Digests;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using Xunit;

namespace PmoFlow.Domain.Tests.Digests;

public sealed class WeekOfChangesTests
{
    private static readonly DateOnly From = new(2026, 11, 15);
    private static readonly DateOnly Until = new(2026, 11, 22);

    [Fact]
    public void what_became_worse_comes_first_and_what_is_new_is_counted_where_it_is_red()
    {
        var week = WeekOfChanges.Between(From, [Rated("1", HealthRating.Red), Rated("2", HealthRating.Green), Rated("3", HealthRating.Amber), Rated("4", HealthRating.AmberGreen)],
            Until, [Rated("1", HealthRating.Green), Rated("2", HealthRating.Unknown), Rated("3", HealthRating.Amber), Rated("4", HealthRating.AmberRed), Rated("5", HealthRating.Red)]);
        Assert.Equal(["project/4", "project/2", "project/1"], week.Ratings.Select(moved => moved.Of));
        Assert.Equal(1, week.NewAndRed);
        Assert.Equal([(true, false), (false, false), (false, true)], week.Ratings.Select(moved => (moved.IsWorse, moved.IsBetter)));
    }

    [Fact]
    public void a_slip_counts_what_moved_in_the_week_and_a_milestone_pulled_forward_makes_up_for_none()
    {
        var week = WeekOfChanges.Between(From, [With("1", ("slip/2026-12", 5), ("slip/2027-01", 3)), With("2", ("slip/2026-12", 5))],
            Until, [With("1", ("slip/2026-12", 12), ("slip/2027-01", -4)), With("2", ("slip/2026-12", 5)), With("3", ("slip/2026-12", 90))]);
        Assert.Equal(("project/1", 7m), Assert.Single(week.Slips) is var slip ? (slip.Of, slip.Days) : default);
    }

    [Fact]
    public void a_milestone_that_nobody_reached_slips_by_each_day_that_passes_over_it()
    {
        var stands = With("1", ("milestones/2026-11", 2), ("slip/2026-11", 3), ("awaited/2026-11/2026-11-17", 1), ("awaited/2026-11/2026-11-30", 1));
        Assert.Equal([5m, 0m], new[] { Until, new DateOnly(2026, 11, 17) }.Select(day => WeekOfChanges.Between(From, [stands], day, [stands]).Slips.Sum(slip => slip.Days)));
    }

    [Fact]
    public void late_is_what_was_due_on_a_day_that_was_over_and_new_what_was_not_late_when_the_week_began()
    {
        var week = WeekOfChanges.Between(From, [With("1", ("due/reports/2026-11-14", 1)), With("2", ("due/reports/2026-11-15", 1))],
            Until, [With("1", ("due/reports/2026-11-14", 1)), With("2", ("due/reports/2026-11-15", 1)), With("3", ("due/reports/2026-11-21", 1)), With("4", ("due/reports/2026-11-22", 1))]);
        Assert.Equal([("project/1", false), ("project/2", true), ("project/3", true)], week.Reports.Select(late => (late.Of, late.IsNew)));
        Assert.Empty(week.Actions);
    }

    [Fact]
    public void an_action_is_told_with_its_project_because_others_have_the_same_title()
    {
        var week = WeekOfChanges.Between(From, [], Until, [Action("1", "Dry dock"), Action("2", "Steel store")]);
        Assert.Equal(["Agree a recovery plan, Dry dock", "Agree a recovery plan, Steel store"], week.Actions.Select(late => late.Name));
        Assert.Null(Assert.Single(WeekOfChanges.Between(From, [], Until, [With("1", ("due/reports/2026-11-14", 1))]).Reports).Project);

        static Contribution Action(string id, string project) => new($"action/{id}", new Dictionary<string, decimal> { [Measure.Due(Measure.Actions, From)] = 1 })
        {
            Subject = new("Agree a recovery plan", "Kim", project, null),
        };
    }

    private static Contribution Rated(string id, HealthRating rating) =>
        new($"project/{id}", new Dictionary<string, decimal> { [Measure.Rated(rating)] = 1 }) { Subject = new($"Project {id}", null, "", null) { Rating = rating } };

    private static Contribution With(string id, params (string Measure, decimal Amount)[] amounts) =>
        new($"project/{id}", amounts.ToDictionary(amount => amount.Measure, amount => amount.Amount)) { Subject = new($"Project {id}", null, "", null) };
}
