using System.Globalization;

namespace PmoFlow.Domain.Health;

/// <summary>What the rules say of a project's figures.</summary>
public static class MetricAssessment
{
    /// <summary>
    /// Rates figures by the rules in force on that day: those of the nearest unit that has any, else those for everybody. What
    /// applies counts, the worst of it; where nothing applies but a figure is missing that a rule needs, it is unknown. A figure that is
    /// too old still speaks for what is bad, until somebody brings a newer one; that something is well it does not say any more.
    /// </summary>
    /// <param name="sets">Every set, in any order.</param>
    /// <param name="figures">By name; what cannot be reckoned is absent.</param>
    /// <param name="known">What people call each figure, and what it counts.</param>
    /// <param name="units">The project's unit and those above it, nearest first, with their names.</param>
    /// <param name="day">The day for which is rated.</param>
    /// <param name="limits">What the figures cannot say; null for none.</param>
    public static HealthAssessment Of(
        IReadOnlyList<MetricRuleSet> sets, IReadOnlyDictionary<string, decimal> figures,
        IReadOnlyDictionary<string, (string Label, string? Unit)> known, IReadOnlyList<(UnitId Id, string Name)> units, DateOnly day,
        FigureLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(units);
        if (InForce(sets, units, day) is not { } set)
            return new(HealthRating.Unknown, [$"Unknown because no rules about figures are in force on {Text(day)}."]);
        var since = $"in force since {Text(set.From)}{(units.Where(unit => unit.Id == set.Unit).Select(unit => $" for {unit.Name}").FirstOrDefault())}";
        var looked = set.Rules.Select(rule => (Rule: rule, Figure: figures.TryGetValue(rule.Metric, out var figure) ? figure : (decimal?)null)).ToList();
        var applying = looked.Where(l => l.Figure is { } figure && l.Rule.Test.Holds(figure, l.Rule.Value)).ToList();
        var (old, silence) = limits ?? FigureLimits.None;
        var missing = looked.Except(applying).Where(l => l.Rule.Required && (l.Figure is null || old.ContainsKey(l.Rule.Metric))).Select(l => l.Rule.Metric).Distinct()
            .Select(metric => old.TryGetValue(metric, out var words) ? $"Unknown: {words}." : $"Unknown: {known[metric].Label} is not known.").ToList();
        var rating = applying.Count > 0 ? applying.Max(l => l.Rule.Gives) : missing.Count > 0 ? HealthRating.Unknown : HealthRating.Green;
        return new(rating,
        [
            .. applying.OrderByDescending(l => l.Rule.Gives).Select(l => Says(l.Rule, l.Figure!.Value, holds: true)),
            .. missing,
            .. looked.Except(applying).Where(l => l.Figure is not null && !old.ContainsKey(l.Rule.Metric)).Select(l => Says(l.Rule, l.Figure!.Value, holds: false)),
        ])
        {
            RestsOnSilence = applying.Count > 0 && missing.Count > 0 && applying.TrueForAll(l => silence.Contains(l.Rule.Metric)),
            RestsOnOldNews = applying.Count > 0 && applying.TrueForAll(l => silence.Contains(l.Rule.Metric) || old.ContainsKey(l.Rule.Metric)),
        };

        string Says(MetricRule rule, decimal figure, bool holds)
        {
            var (label, unit) = known[rule.Metric];
            var compared = $"{label} {Number(rule.Metric, figure)} {rule.Test.Sign(holds)} {Number(rule.Metric, rule.Value)}{(unit is null ? "" : $" {unit}")}, {since}.";
            return holds ? $"{rule.Gives.Label()} because {compared}{(old.TryGetValue(rule.Metric, out var words) ? $" {words}." : "")}" : $"Not {rule.Gives.Label()}: {compared}";
        }
    }

    private static MetricRuleSet? InForce(IReadOnlyList<MetricRuleSet> sets, IReadOnlyList<(UnitId Id, string Name)> units, DateOnly day) =>
        units.Select(unit => (UnitId?)unit.Id).Append(null)
            .Select(unit => sets.Where(set => set.Unit == unit && set.From <= day).MaxBy(set => set.From))
            .FirstOrDefault(set => set is not null);

    // Indices are read to the hundredth, days and percents as they are.
    private static string Number(string metric, decimal value) =>
        value.ToString(metric is "cpi" or "spi" or "spi-time" ? "0.00" : "0.##", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
