using PmoFlow.Domain.Delivery;

namespace PmoFlow.Domain.Portfolio;

/// <summary>What benefits of one kind of figure were planned to bring, against what they have brought. What was not measured is not guessed.</summary>
/// <param name="Counts">What the figures count, such as <c>hours a week</c>; empty for a plain number.</param>
/// <param name="Planned">The change that was planned, over all of them; a figure that is to fall counts as what it falls by.</param>
/// <param name="Measured">The part of that which belongs to benefits that somebody has measured.</param>
/// <param name="Realised">The change that those have brought; below 0 where it went the other way.</param>
public sealed record BenefitSum(string Counts, decimal Planned, decimal Measured, decimal Realised)
{
    /// <summary>The planned change of what nobody has measured yet, or not any more: unknown, neither nothing nor all.</summary>
    public decimal Unknown => Planned - Measured;

    /// <summary>How much of what was planned and measured has come, in percent; null where nothing is measured.</summary>
    public decimal? Percent => Measured > 0 ? Math.Round(Realised / Measured * 100, 1) : null;
}

/// <summary>Benefits of a unit, a program or the whole office together.</summary>
/// <param name="States">How many stand where.</param>
/// <param name="Sums">By what the figures count: hours and euros are never added up.</param>
public sealed record BenefitRollUp(IReadOnlyDictionary<BenefitState, decimal> States, IReadOnlyList<BenefitSum> Sums)
{
    /// <summary>How many there are.</summary>
    public decimal Count => States.Values.Sum();

    /// <summary>How many stand there.</summary>
    public decimal In(BenefitState state) => States.GetValueOrDefault(state);

    /// <summary>What totals say of benefits.</summary>
    public static BenefitRollUp Of(IReadOnlyDictionary<string, decimal> totals)
    {
        ArgumentNullException.ThrowIfNull(totals);
        return new(
            Enum.GetValues<BenefitState>().Where(state => totals.ContainsKey(Measure.BenefitsIn(state))).ToDictionary(state => state, state => totals[Measure.BenefitsIn(state)]),
            [.. totals.Keys.Where(key => key.StartsWith(Measure.BenefitPlanned(""), StringComparison.Ordinal)).Select(key => key[Measure.BenefitPlanned("").Length..])
                .Order(StringComparer.Ordinal)
                .Select(counts => new BenefitSum(counts, totals[Measure.BenefitPlanned(counts)], totals.GetValueOrDefault(Measure.BenefitMeasured(counts)),
                    totals.GetValueOrDefault(Measure.BenefitRealised(counts))))]);
    }

    /// <summary>The same of benefits themselves.</summary>
    public static BenefitRollUp Of(IEnumerable<Benefit> benefits) => Of(benefits.SelectMany(benefit => Measure.Of(benefit).Amounts)
        .GroupBy(amount => amount.Key).ToDictionary(group => group.Key, group => group.Sum(amount => amount.Value)));
}
