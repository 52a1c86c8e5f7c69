using System.Diagnostics;

namespace PmoFlow.Domain.Scoring;

/// <summary>What a scoring model makes of levels.</summary>
public static class ScoringReckoning
{
    /// <summary>The score of levels that are known to fit the model, unrounded: what ranks are made of.</summary>
    /// <param name="model">The model.</param>
    /// <param name="levels">A level for each criterion by name.</param>
    /// <param name="weights">Weights in place of the model's own, by criterion; null for those.</param>
    /// <exception cref="KeyNotFoundException">A criterion has no level.</exception>
    public static decimal Exact(this ScoringModel model, IReadOnlyDictionary<string, int> levels, IReadOnlyDictionary<string, decimal>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(levels);
        decimal Points(string name)
        {
            var criterion = model.Criteria.First(c => c.Name == name);
            return criterion.Points![levels[name]];
        }
        return (model.Kind ?? ScoringKind.Weighted) switch
        {
            ScoringKind.Weighted => model.Criteria.Sum(c => (weights?[c.Name] ?? c.Weight) * levels[c.Name] / (c.Levels.Count - 1m)),
            ScoringKind.Wsjf when weights is not null => 3m / 100m * Formulas.Wsjf(weights["value"] * Points("value"),
                weights["timeCriticality"] * Points("timeCriticality"), weights["riskReduction"] * Points("riskReduction"), Points("size")),
            ScoringKind.Wsjf => Formulas.Wsjf(Points("value"), Points("timeCriticality"), Points("riskReduction"), Points("size")),
            ScoringKind.Rice => Formulas.Rice(Points("reach"), Points("impact"), Points("confidence"), Points("effort")),
            ScoringKind.ValueEffort => Formulas.ValueEffort(Points("value"), Points("effort")),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Decimals that a score of that model is told with: one of a number up to 100, two of a quotient.</summary>
    public static int Decimals(this ScoringModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Kind is null or ScoringKind.Weighted ? 1 : 2;
    }

    /// <summary>
    /// The weights that can be moved, in percent: the model's own where it weighs, equal shares of the cost of delay in WSJF. A product
    /// has none: a factor on one of its parts changes every score alike, and no rank.
    /// </summary>
    public static IReadOnlyDictionary<string, decimal> Weights(this ScoringModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return (model.Kind ?? ScoringKind.Weighted) switch
        {
            ScoringKind.Weighted => model.Criteria.ToDictionary(c => c.Name, c => c.Weight),
            ScoringKind.Wsjf => model.Criteria.Where(c => c.Name != "size").ToDictionary(c => c.Name, _ => 100m / 3m),
            _ => new Dictionary<string, decimal>(),
        };
    }
}
