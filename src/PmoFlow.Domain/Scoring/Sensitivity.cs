namespace PmoFlow.Domain.Scoring;

/// <summary>A rank that another weight would change.</summary>
/// <param name="Item">Whose.</param>
/// <param name="From">As it is.</param>
/// <param name="To">As it would be.</param>
public sealed record RankChange(RankedItem Item, int From, int To);

/// <summary>What one criterion's weight has to say about the order.</summary>
/// <param name="Criterion">Which.</param>
/// <param name="Weight">As it is, in percent.</param>
/// <param name="Moved">As it would be.</param>
/// <param name="Changes">The ranks that would change, the greatest change first.</param>
/// <param name="Crossings">How many items would cross the waterline, up or down.</param>
public sealed record SensitivityRow(ScoringCriterion Criterion, decimal Weight, decimal Moved, IReadOnlyList<RankChange> Changes, int Crossings);

/// <summary>
/// How much a ranking hangs on its weights: each is moved by ten points up and down, the others share what is left in their old
/// proportions, and the ranks that change are told. An order that no such step disturbs is one to rely on.
/// </summary>
public static class Sensitivity
{
    /// <summary>How far a weight is moved, in points of 100.</summary>
    public const decimal Step = 10;

    /// <summary>Two rows for each criterion that has a weight: down and up. None for a model that multiplies.</summary>
    public static IReadOnlyList<SensitivityRow> Of(ScoringModel model, IReadOnlyList<RankedItem> items, Waterline line)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(items);
        var weights = model.Weights();
        var before = Ranking.Ranks(model, items, null);
        var above = Above(model, items, line, null);
        var rows = new List<SensitivityRow>();
        foreach (var criterion in model.Criteria.Where(c => weights.ContainsKey(c.Name)))
        {
            foreach (var step in (decimal[])[-Step, Step])
            {
                var moved = Move(weights, criterion.Name, step);
                var after = Ranking.Ranks(model, items, moved);
                var changes = items.Where(item => before[item.Id] != after[item.Id]).Select(item => new RankChange(item, before[item.Id], after[item.Id]))
                    .OrderByDescending(change => Math.Abs(change.To - change.From)).ThenBy(change => change.From).ToList();
                var crossings = Above(model, items, line, moved);
                crossings.SymmetricExceptWith(above);
                rows.Add(new(criterion, weights[criterion.Name], moved[criterion.Name], changes, crossings.Count));
            }
        }
        return rows;
    }

    /// <summary>The weights with one of them moved, between 0 and 100; the others are scaled so that all add to 100 again.</summary>
    public static IReadOnlyDictionary<string, decimal> Move(IReadOnlyDictionary<string, decimal> weights, string criterion, decimal step)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var moved = Math.Clamp(weights[criterion] + step, 0, 100);
        var others = 100 - weights[criterion];
        return weights.ToDictionary(w => w.Key, w => w.Key == criterion ? moved
            : others == 0 ? (100 - moved) / (weights.Count - 1) : w.Value * (100 - moved) / others);
    }

    private static HashSet<string> Above(ScoringModel model, IReadOnlyList<RankedItem> items, Waterline line, IReadOnlyDictionary<string, decimal>? weights) =>
        [.. Ranking.Of(model, items, line, weights).Where(place => place.IsAbove).Select(place => place.Item.Id)];
}
