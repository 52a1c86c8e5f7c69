namespace PmoFlow.Domain.Scoring;

/// <summary>The published formulas that divide what is gained by what it takes. Each is unrounded; nothing can be divided by zero or less.</summary>
public static class Formulas
{
    /// <summary>
    /// Weighted shortest job first: cost of delay ÷ job size, the cost of delay being user and business value + time criticality + risk
    /// reduction and opportunity enablement (Scaled Agile Framework, "Extended Guidance – WSJF").
    /// </summary>
    public static decimal Wsjf(decimal value, decimal timeCriticality, decimal riskReduction, decimal size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return (value + timeCriticality + riskReduction) / size;
    }

    /// <summary>
    /// RICE: reach × impact × confidence ÷ effort, confidence as a share (0.8 for 80 %), effort in person-months (Sean McBride, "RICE:
    /// Simple prioritization for product managers", Intercom, 2018).
    /// </summary>
    public static decimal Rice(decimal reach, decimal impact, decimal confidence, decimal effort)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(effort);
        return reach * impact * confidence / effort;
    }

    /// <summary>Value against effort: the quotient behind the four fields of the usual value–effort matrix.</summary>
    public static decimal ValueEffort(decimal value, decimal effort)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(effort);
        return value / effort;
    }
}
