using PmoFlow.Domain.Scoring;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The criteria of a model that divides benefit by effort: their names are the model's, each level has its points.</summary>
internal static class DividedScoringSection
{
    private const decimal MostPoints = 1_000_000m;

    /// <summary>The criteria that a model reckons with.</summary>
    public static IReadOnlyList<string> Names(ScoringKind kind) => kind switch
    {
        ScoringKind.Wsjf => ["value", "timeCriticality", "riskReduction", "size"],
        ScoringKind.Rice => ["reach", "impact", "confidence", "effort"],
        ScoringKind.ValueEffort => ["value", "effort"],
        ScoringKind.Weighted => [],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static ScoringModel Read(ScoringKind kind, YamlValue section, DefectList defects)
    {
        var group = section.Group();
        var criteria = Names(kind).Select(name => Criterion(name, group.Required(name).Group(), defects)).ToList();
        group.Close();
        return new ScoringModel(criteria) { Kind = kind };
    }

    private static ScoringCriterion Criterion(string name, YamlGroup group, DefectList defects)
    {
        var label = group.Required("label").Text();
        var levels = group.Required("levels").Items(2, ScoringSection.MaxLevels).Select(level => level.Text(YamlValue.LongestText)).ToList();
        var points = group.Required("points");
        var counts = points.Items(2, ScoringSection.MaxLevels).Select(point => point.Number(0, MostPoints)).ToList();
        group.Close();
        if (points.Node is { } at && counts.Count > 0)
        {
            if (counts.Count != levels.Count)
                defects.Add(at, $"There are {counts.Count} points for {levels.Count} levels", "give each level its points");
            else if (counts.Zip(counts.Skip(1)).Any(pair => pair.First >= pair.Second))
                defects.Add(at, "The points do not rise from level to level", "write them in ascending order");
            else if (counts[0] == 0 && name is ("size" or "effort"))
                defects.Add(at, $"The first level of '{name}' has 0 points, and nothing can be divided by 0", "begin with a greater number");
        }
        return new ScoringCriterion(name, label, 0, levels) { Points = counts };
    }
}
