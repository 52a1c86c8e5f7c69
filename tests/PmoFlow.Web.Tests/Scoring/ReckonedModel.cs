using System.Globalization;

namespace PmoFlow.Web.Tests.Scoring;

/// <summary>A way to score, reckoned a second time.</summary>
/// <param name="Name">As the documentation calls it.</param>
/// <param name="Weighed">The criteria that have a weight.</param>
/// <param name="Divisor">What the sum is divided by, if anything.</param>
internal sealed record ReckonedModel(string Name, IReadOnlyList<ReckonedCriterion> Weighed, ReckonedCriterion? Divisor)
{
    // Far below what parts two scores, far above what floating point loses.
    private const double Same = 1e-6;

    public bool IsInPercent => Divisor is null;

    public IReadOnlyList<ReckonedCriterion> Criteria => Divisor is null ? Weighed : [.. Weighed, Divisor];

    /// <summary>Best first, among equals the cheaper, then by number; above the line while the money lasts.</summary>
    public IReadOnlyList<ReckonedPlace> Rank(IReadOnlyList<ReckonedEntry> entries, decimal budget, int year, double[]? weights = null)
    {
        var scores = entries.ToDictionary(entry => entry.Number, entry => Score(entry, year, weights));
        var ordered = entries.OrderByDescending(entry => Math.Round(scores[entry.Number] / Same)).ThenBy(entry => entry.Cost ?? decimal.MaxValue)
            .ThenBy(entry => entry.Number, StringComparer.Ordinal).ToList();
        var (places, total, isAbove) = (new List<ReckonedPlace>(), 0m, true);
        foreach (var entry in ordered)
        {
            total += entry.Cost ?? 0;
            isAbove = isAbove && total <= budget;
            places.Add(new(entry, scores[entry.Number], 1 + scores.Values.Count(other => other > scores[entry.Number] + Same), total, isAbove));
        }
        return places;
    }

    /// <summary>For each weight ten points less and ten more: how many ranks change, and how many entries cross the line.</summary>
    public IEnumerable<(string Label, string Weight, int Ranks, int Crossings)> Sensitivity(IReadOnlyList<ReckonedEntry> entries, decimal budget, int year)
    {
        var before = Rank(entries, budget, year).ToDictionary(place => place.Entry.Number);
        for (var i = 0; i < Weighed.Count; i++)
        {
            foreach (var step in (double[])[-10, 10])
            {
                var (own, moved) = (Weighed[i].Weight, Math.Clamp(Weighed[i].Weight + step, 0, 100));
                var weights = Weighed.Select((criterion, j) => j == i ? moved : criterion.Weight * (100 - moved) / (100 - own)).ToArray();
                var after = Rank(entries, budget, year, weights);
                yield return (Weighed[i].Label, string.Create(CultureInfo.InvariantCulture, $"{own:0.#} % → {moved:0.#} %"),
                    after.Count(place => place.Rank != before[place.Entry.Number].Rank), after.Count(place => place.IsAbove != before[place.Entry.Number].IsAbove));
            }
        }
    }

    private double Score(ReckonedEntry entry, int year, double[]? weights)
    {
        var sum = Weighed.Select((criterion, i) => (weights is null ? criterion.Weight : weights[i]) * criterion.Points[criterion.Level(entry, year)]).Sum();
        // Of a quotient the plain sum of points is told: every weight a third is as if there were none.
        return Divisor is null ? sum : sum * 3 / 100 / Divisor.Points[Divisor.Level(entry, year)];
    }
}
