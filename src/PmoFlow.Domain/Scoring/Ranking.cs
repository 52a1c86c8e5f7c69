namespace PmoFlow.Domain.Scoring;

/// <summary>Something to be ranked.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">For people.</param>
/// <param name="Levels">A level for each criterion.</param>
/// <param name="Cost">What it is expected to cost, where that is known.</param>
public sealed record RankedItem(string Id, string Title, IReadOnlyDictionary<string, int> Levels, decimal? Cost);

/// <summary>A place in a ranked list.</summary>
/// <param name="Rank">From 1; who scores the same shares a rank, and the next one counts on (1, 2, 2, 4).</param>
/// <param name="Item">What stands there.</param>
/// <param name="Score">Unrounded.</param>
/// <param name="CostSoFar">Known costs down to here, its own included.</param>
/// <param name="IsAbove">Whether it is above the waterline.</param>
public sealed record RankedPlace(int Rank, RankedItem Item, decimal Score, decimal CostSoFar, bool IsAbove);

/// <summary>Where the line is drawn between what can be done and what cannot: by money, by number, both, or nowhere.</summary>
/// <param name="Budget">The list is above it while the costs add up to no more; an item whose cost is not known adds nothing.</param>
/// <param name="Count">At most so many are above it.</param>
public sealed record Waterline(decimal? Budget = null, int? Count = null);

/// <summary>Puts what is scored by one model in order.</summary>
public static class Ranking
{
    /// <summary>Best first; among equals the cheaper one, then by number. Once an item does not fit, it and all below are under the line.</summary>
    /// <param name="model">How levels become a score.</param>
    /// <param name="items">What is ranked.</param>
    /// <param name="line">Where the line is.</param>
    /// <param name="weights">Weights in place of the model's own; null for those.</param>
    public static IReadOnlyList<RankedPlace> Of(
        ScoringModel model, IEnumerable<RankedItem> items, Waterline line, IReadOnlyDictionary<string, decimal>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(line);
        var ordered = Ordered(model, items, weights);
        var (places, rank, total, above) = (new List<RankedPlace>(), 0, 0m, true);
        for (var i = 0; i < ordered.Count; i++)
        {
            if (i == 0 || ordered[i].Score != ordered[i - 1].Score)
                rank = i + 1;
            total += ordered[i].Item.Cost ?? 0;
            above = above && !(total > line.Budget) && !(i + 1 > line.Count);
            places.Add(new(rank, ordered[i].Item, ordered[i].Score, total, above));
        }
        return places;
    }

    /// <summary>The rank of each item by its number, under other weights where some are given.</summary>
    internal static Dictionary<string, int> Ranks(ScoringModel model, IEnumerable<RankedItem> items, IReadOnlyDictionary<string, decimal>? weights) =>
        Of(model, items, new Waterline(), weights).ToDictionary(place => place.Item.Id, place => place.Rank);

    private static List<(RankedItem Item, decimal Score)> Ordered(ScoringModel model, IEnumerable<RankedItem> items, IReadOnlyDictionary<string, decimal>? weights) =>
        // Rounded far behind what anybody sees: thirds must not part what is equal.
        [.. items.Select(item => (item, Score: decimal.Round(model.Exact(item.Levels, weights), 8)))
            .OrderByDescending(scored => scored.Score).ThenBy(scored => scored.item.Cost ?? decimal.MaxValue).ThenBy(scored => scored.item.Id, StringComparer.Ordinal)];
}
