namespace PmoFlow.Domain.Money;

/// <summary>
/// How long something takes at best, most likely and at worst. Read as a triangular distribution: it needs nothing but the three
/// numbers that people can give (PMI, <i>The Standard for Risk Management</i>, three-point estimates).
/// </summary>
public readonly record struct ThreePointRange(double Best, double Likely, double Worst)
{
    /// <summary>Whether the three are in order and not below 0.</summary>
    public bool IsValid => Best >= 0 && Best <= Likely && Likely <= Worst && double.IsFinite(Worst);

    /// <summary>Always the same.</summary>
    public static ThreePointRange Exactly(double value) => new(value, value, value);

    /// <summary>The value that so much of all draws stay within: the inverse of the distribution.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double Quantile(double share)
    {
        var width = Worst - Best;
        if (width <= 0)
            return Likely;
        var rising = (Likely - Best) / width;
        return share <= rising
            ? Best + Math.Sqrt(share * width * (Likely - Best))
            : Worst - Math.Sqrt((1 - share) * width * (Worst - Likely));
    }
}
