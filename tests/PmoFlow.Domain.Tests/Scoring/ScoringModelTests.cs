using FsCheck.Xunit;
using PmoFlow.Domain.Scoring;
using Xunit;

namespace PmoFlow.Domain.Tests.Scoring;

public sealed class ScoringModelTests
{
    private static readonly string[] Words = ["none", "some", "much", "most"];

    private static readonly ScoringModel Model = new(
    [
        new("value", "Value", 50, Words),
        new("fit", "Fit", 30, Words[..3]),
        new("ease", "Ease", 20, Words[..2]),
    ]);

    [Fact]
    public void a_score_is_the_weighted_sum_of_levels()
    {
        Assert.Equal(51.7m, Score(Levels(1, 1, 1)));
        Assert.Equal(100m, Score(Levels(3, 2, 1)));
        Assert.Equal(0m, Score(Levels(0, 0, 0)));
    }

    [Property(MaxTest = 1_000)]
    public void scores_lie_between_0_and_100_and_a_higher_level_never_scores_less(byte[] weights, byte[] levels)
    {
        var parts = weights.Where(w => w > 0).Take(20).Select(w => (decimal)w).DefaultIfEmpty(1).ToList();
        var model = new ScoringModel([.. parts.Select((w, i) => new ScoringCriterion($"c{i}", $"C{i}", w * 100 / parts.Sum(), Words[..(2 + (i % 3))]))]);
        var given = model.Criteria.Select((c, i) => (c.Name, Level: i < levels.Length ? levels[i] % c.Levels.Count : 0)).ToDictionary(l => l.Name, l => l.Level);

        var score = Score(model, given);

        Assert.InRange(score, 0, 100);
        Assert.Equal(score, decimal.Round(score, 1));
        foreach (var criterion in model.Criteria.Where(c => given[c.Name] < c.Levels.Count - 1))
            Assert.True(Score(model, new Dictionary<string, int>(given) { [criterion.Name] = given[criterion.Name] + 1 }) >= score);
    }

    [Fact]
    public void missing_unknown_and_impossible_levels_are_refused_by_name()
    {
        var outcome = Model.Score(new Dictionary<string, int> { ["value"] = 4, ["fit"] = -1, ["colour"] = 1 });

        var invalid = Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<decimal>.Refused>(outcome).Refusal);
        Assert.Equal(["levels.value", "levels.fit", "levels.ease", "levels.colour"], invalid.Errors.Select(e => e.Field));
        Assert.Equal("Choose a level from 0 to 3 for Value.", invalid.Errors[0].Message);
        Assert.Equal("This scoring model has no criterion 'colour'.", invalid.Errors[^1].Message);
        Assert.Equal("4 fields need a change.", invalid.Message);
    }

    private static Dictionary<string, int> Levels(int value, int fit, int ease) => new() { ["value"] = value, ["fit"] = fit, ["ease"] = ease };

    private static decimal Score(Dictionary<string, int> levels) => Score(Model, levels);

    private static decimal Score(ScoringModel model, Dictionary<string, int> levels) =>
        Assert.IsType<Outcome<decimal>.Done>(model.Score(levels)).Value;
}
