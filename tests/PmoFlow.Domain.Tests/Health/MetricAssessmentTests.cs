using PmoFlow.Domain.Health;
using Xunit;

namespace PmoFlow.Domain.Tests.Health;

public sealed class MetricAssessmentTests
{
    private static readonly UnitId Finance = new("finance");
    private static readonly UnitId Payroll = new("payroll");

    private static readonly MetricRuleSet[] Sets =
    [
        new(new(2020, 1, 1), [new("cpi", MetricTest.Below, 0.8m, HealthRating.Red), new("end-slip", MetricTest.AtLeast, 30, HealthRating.Amber, Required: false)]),
        new(new(2026, 1, 1), [new("cpi", MetricTest.Below, 0.9m, HealthRating.Amber)]),
        new(new(2026, 6, 1), [new("cpi", MetricTest.Below, 0.95m, HealthRating.Red)]) { Unit = Finance },
    ];

    private static readonly Dictionary<string, (string, string?)> Known = new() { ["cpi"] = ("CPI", null), ["end-slip"] = ("Slip of the end", "days") };

    [Theory]
    [InlineData("0.88", HealthRating.Amber, "Amber because CPI 0.88 < 0.90, in force since 2026-01-01.")]
    [InlineData("0.90", HealthRating.Green, "Not Amber: CPI 0.90 ≥ 0.90, in force since 2026-01-01.")]
    public void trace_says_figure_threshold_and_since_when(string cpi, HealthRating rating, string trace)
    {
        var assessment = Rate(decimal.Parse(cpi, System.Globalization.CultureInfo.InvariantCulture), new(2026, 11, 23), []);
        Assert.Equal((rating, trace), (assessment.Rating, assessment.Trace[0]));
    }

    [Fact]
    public void last_year_is_rated_by_last_year_s_rules() => Assert.Equal(HealthRating.Green, Rate(0.85m, new(2025, 12, 31), []).Rating);

    [Fact]
    public void nearest_unit_s_thresholds_count_instead_of_everybody_s()
    {
        var payroll = Rate(0.94m, new(2026, 11, 23), [(Payroll, "Payroll"), (Finance, "Finance")]);
        Assert.Equal((HealthRating.Red, "Red because CPI 0.94 < 0.95, in force since 2026-06-01 for Finance."), (payroll.Rating, payroll.Trace[0]));
        Assert.Equal(HealthRating.Green, Rate(0.94m, new(2026, 5, 31), [(Payroll, "Payroll"), (Finance, "Finance")]).Rating);
    }

    [Fact]
    public void missing_figure_is_unknown_and_never_green() =>
        Assert.Equal((HealthRating.Unknown, "Unknown: CPI is not known."), (Rate(null, new(2026, 11, 23), []).Rating, Rate(null, new(2026, 11, 23), []).Trace[0]));

    [Fact]
    public void day_without_rules_is_unknown() => Assert.Equal(HealthRating.Unknown, Rate(1, new(2019, 1, 1), []).Rating);

    [Theory]
    [InlineData(HealthRating.Green, HealthRating.Green, HealthRating.Green, HealthRating.Green)]
    [InlineData(HealthRating.Green, HealthRating.Red, HealthRating.Green, HealthRating.Red)]
    [InlineData(HealthRating.Green, HealthRating.Unknown, HealthRating.Green, HealthRating.Green)]
    [InlineData(HealthRating.Green, HealthRating.Green, HealthRating.Unknown, HealthRating.Unknown)]
    [InlineData(HealthRating.Unknown, HealthRating.Green, HealthRating.Green, HealthRating.Unknown)]
    [InlineData(HealthRating.Unknown, HealthRating.Unknown, HealthRating.Amber, HealthRating.Amber)]
    [InlineData(HealthRating.Amber, HealthRating.Green, HealthRating.Unknown, HealthRating.Amber)]
    public void worst_view_counts_and_silence_is_never_green(HealthRating lead, HealthRating reviewer, HealthRating rules, HealthRating all) =>
        Assert.Equal(all, HealthViews.Combined(
            [new(HealthViewKind.Lead, lead, []), new(HealthViewKind.Reviewer, reviewer, []), new(HealthViewKind.Rules, rules, [])]).Rating);

    [Fact]
    public void alarm_raises_once_keeps_quiet_and_comes_back_after_it_was_gone()
    {
        var at = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        var so = new Dictionary<string, string> { ["cpi"] = "CPI is low." };
        var raised = HealthAlarms.None.After(so, false, DateTimeOffset.MinValue, at);
        Assert.Equal((HealthAlarms.FirstNumber, "CPI is low."), (raised.Raised[0].Number, raised.Raised[0].Because));
        Assert.Same(raised, raised.After(so, false, at, at.AddDays(1)));

        var gone = raised.After(new Dictionary<string, string>(), false, at, at.AddDays(2));
        Assert.Single(gone.Raised);
        // Still quiet: it is not taken for seen either, so that it is raised once the quiet time is over.
        Assert.Same(gone, gone.After(so, false, at.AddDays(-1), at.AddDays(3)));
        Assert.Equal(2, gone.After(so, false, at, at.AddDays(20)).Raised.Count);
        // A check that is open answers it: no second one beside it.
        Assert.Single(gone.After(so, true, at, at.AddDays(20)).Raised);
    }

    private static HealthAssessment Rate(decimal? cpi, DateOnly day, IReadOnlyList<(UnitId, string)> units) =>
        MetricAssessment.Of(Sets, cpi is { } value ? new Dictionary<string, decimal> { ["cpi"] = value } : [], Known, units, day);
}
