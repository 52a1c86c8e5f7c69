using PmoFlow.Domain.Scoring;
using Xunit;

namespace PmoFlow.Domain.Tests.Scoring;

/// <summary>Each formula on an example that its source, or a teacher of it, reckons out.</summary>
public sealed class FormulasTests
{
    // The three features of the usual SAFe exercise, on the Fibonacci scale.
    [Theory]
    [InlineData(8, 5, 3, 5, 3.2)]
    [InlineData(13, 8, 5, 13, 2)]
    [InlineData(5, 13, 2, 2, 10)]
    public void wsjf_is_the_cost_of_delay_by_the_size(double value, double time, double risk, double size, double wsjf) =>
        Assert.Equal((decimal)wsjf, Formulas.Wsjf((decimal)value, (decimal)time, (decimal)risk, (decimal)size));

    // Intercom's scales: impact 3, 2, 1, 0.5, 0.25; confidence 100, 80, 50 %; effort in person-months.
    [Theory]
    [InlineData(500, 3, 1, 2, 750)]
    [InlineData(2_000, 1, 0.8, 4, 400)]
    [InlineData(300, 0.5, 0.5, 0.5, 150)]
    public void rice_is_reach_by_impact_by_confidence_per_effort(double reach, double impact, double confidence, double effort, double rice) =>
        Assert.Equal((decimal)rice, Formulas.Rice((decimal)reach, (decimal)impact, (decimal)confidence, (decimal)effort));

    [Fact]
    public void nothing_is_divided_by_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Formulas.Wsjf(1, 1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Formulas.Rice(1, 1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Formulas.ValueEffort(1, -1));
        Assert.Equal(2.5m, Formulas.ValueEffort(10, 4));
    }

    [Fact]
    public void model_that_divides_scores_by_the_points_of_its_levels()
    {
        string[] words = ["little", "some", "much"];
        ScoringCriterion Criterion(string name, params decimal[] points) => new(name, name, 0, words) { Points = points };
        var wsjf = new ScoringModel([Criterion("value", 1, 5, 13), Criterion("timeCriticality", 1, 5, 13), Criterion("riskReduction", 1, 5, 13), Criterion("size", 1, 3, 8)])
        { Kind = ScoringKind.Wsjf };
        var levels = new Dictionary<string, int> { ["value"] = 2, ["timeCriticality"] = 0, ["riskReduction"] = 1, ["size"] = 1 };

        Assert.Equal(6.33m, Assert.IsType<Outcome<decimal>.Done>(wsjf.Score(levels)).Value);
        Assert.Equal(wsjf.Exact(levels), decimal.Round(wsjf.Exact(levels, wsjf.Weights()), 20), 15);

        var rice = new ScoringModel([Criterion("reach", 100, 500, 2000), Criterion("impact", 0.5m, 1, 3), Criterion("confidence", 0.5m, 0.8m, 1), Criterion("effort", 1, 2, 4)])
        { Kind = ScoringKind.Rice };
        Assert.Equal(750m, Assert.IsType<Outcome<decimal>.Done>(rice.Score(new Dictionary<string, int> { ["reach"] = 1, ["impact"] = 2, ["confidence"] = 2, ["effort"] = 1 })).Value);
        Assert.Empty(rice.Weights());
    }
}
