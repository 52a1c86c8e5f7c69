namespace PmoFlow.Domain.Portfolio;

/// <summary>
/// What one unit's row of a dashboard shows for one period: totals by measure. It is always the sum of the
/// <see cref="Contribution"/>s stored beside it, so it can be recomputed and every number leads to its rows.
/// </summary>
/// <param name="Unit">Of which unit.</param>
/// <param name="Period">A month (<c>2026-12</c>), a year (<c>2019</c>), or <see cref="Now"/>.</param>
/// <param name="Totals">By measure, see <see cref="Measure"/>; a measure without contributions is absent.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
public sealed record UnitSummary(UnitId Unit, string Period, IReadOnlyDictionary<string, decimal> Totals, DateTimeOffset UpdatedAt)
{
    /// <summary>The period of what is so at this moment.</summary>
    public const string Now = "now";

    /// <summary>A total, 0 where nothing contributes.</summary>
    public decimal Total(string measure) => Totals.GetValueOrDefault(measure);

    /// <summary>How many are past their due day on that day: what is due on the day itself is not late yet.</summary>
    public decimal Overdue(string kind, DateOnly today) => Measure.LateOn(Totals, today, kind);

    /// <summary>This summary with one contribution in place of another of the same thing.</summary>
    /// <param name="before">What it contributed so far; null for nothing.</param>
    /// <param name="after">What it contributes from now on; null for nothing.</param>
    /// <param name="at">UTC.</param>
    public UnitSummary Replace(Contribution? before, Contribution? after, DateTimeOffset at)
    {
        var totals = new SortedDictionary<string, decimal>(Totals.ToDictionary(), StringComparer.Ordinal);
        foreach (var (measure, amount) in before?.Amounts ?? new Dictionary<string, decimal>())
            totals[measure] = totals.GetValueOrDefault(measure) - amount;
        foreach (var (measure, amount) in after?.Amounts ?? new Dictionary<string, decimal>())
            totals[measure] = totals.GetValueOrDefault(measure) + amount;
        return this with { Totals = totals.Where(t => t.Value != 0).ToDictionary(), UpdatedAt = at };
    }
}
