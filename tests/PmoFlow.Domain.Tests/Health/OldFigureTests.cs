using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Money;
using Xunit;

namespace PmoFlow.Domain.Tests.Health;

public sealed class OldFigureTests
{
    private static readonly Month December = new(2026, 12);
    private static readonly MetricRuleSet Rules = new(new(2020, 1, 1),
    [
        new("cpi", MetricTest.Below, 0.85m, HealthRating.Red), new("cpi", MetricTest.Below, 0.95m, HealthRating.Amber),
        new("overdue-reports", MetricTest.AtLeast, 1, HealthRating.Amber, Required: false),
    ]);

    [Theory]
    [InlineData(2027, 2, 15, true)]
    [InlineData(2027, 2, 16, false)]
    [InlineData(2027, 3, 24, false)]
    public void figures_of_a_month_count_until_the_books_of_the_next_are_closed(int year, int month, int day, bool is_current) =>
        Assert.Equal(is_current, Reading(complete: 25).IsCurrent(new(year, month, day)));

    [Fact]
    public void figures_of_work_that_is_done_do_not_grow_old() =>
        Assert.True(Reading(complete: 100).IsCurrent(new(2030, 1, 1)));

    [Fact]
    public void old_figure_never_says_that_all_is_well()
    {
        var said = Assess(new() { ["cpi"] = 1.05m, ["overdue-reports"] = 0 });
        Assert.Equal(HealthRating.Unknown, said.Rating);
        Assert.Equal("Unknown: CPI is of 2026-12; nothing since.", said.Trace[0]);
    }

    [Fact]
    public void old_figure_still_says_what_is_bad_and_how_old_it_is()
    {
        var said = Assess(new() { ["cpi"] = 0.6m });
        Assert.Equal((HealthRating.Red, "Red because CPI 0.60 < 0.85, in force since 2020-01-01. CPI is of 2026-12; nothing since."), (said.Rating, said.Trace[0]));
    }

    [Theory]
    [InlineData(HealthRating.Unknown)]
    [InlineData(HealthRating.Red)]
    public void overdue_report_alone_is_no_rating_of_a_project_whose_lead_is_silent(HealthRating last)
    {
        var said = Assess(new() { ["overdue-reports"] = 1 });
        Assert.Equal(HealthRating.Amber, said.Rating);
        Assert.Equal(HealthRating.Unknown, said.WhileSilent(last).Rating);
        Assert.Contains(said.WhileSilent(last).Trace, why => why.StartsWith("Amber because Overdue status reports 1 ≥ 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HealthRating.Red, HealthRating.Unknown)]
    [InlineData(HealthRating.Amber, HealthRating.Amber)]
    public void old_news_never_makes_it_better_than_it_was_last_rated(HealthRating last, HealthRating comes_to) =>
        Assert.Equal(comes_to, Assess(new() { ["cpi"] = 0.9m }).WhileSilent(last).Rating);

    private static HealthAssessment Assess(Dictionary<string, decimal> figures) => MetricAssessment.Of([Rules], figures, ProjectMetrics.Known, [], new(2027, 3, 24),
        new FigureLimits(ProjectMetrics.Old(Reading(complete: 25), new(2027, 3, 24)), ProjectMetrics.OfSilence));

    private static MoneyReading Reading(decimal complete) => MoneyReading.At(
        new("EUR", [new(December, 100, 95, null, complete), new(December.Plus(1), 300)]), December.Plus(3));
}
