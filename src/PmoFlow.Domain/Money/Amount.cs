using System.Globalization;

namespace PmoFlow.Domain.Money;

/// <summary>An amount of money. Amounts of two currencies are never added, subtracted or divided: that throws.</summary>
/// <param name="Value">Exact; nothing is rounded before it is shown.</param>
/// <param name="Currency">Its three letters: <c>EUR</c>.</param>
public readonly record struct Amount(decimal Value, string Currency)
{
    /// <summary>The sum.</summary>
    public static Amount operator +(Amount one, Amount other) => one with { Value = one.Value + Same(one, other).Value };

    /// <summary>The difference.</summary>
    public static Amount operator -(Amount one, Amount other) => one with { Value = one.Value - Same(one, other).Value };

    /// <summary>So many times as much.</summary>
    public static Amount operator *(Amount one, decimal times) => one with { Value = one.Value * times };

    /// <summary>So much of it.</summary>
    public static Amount operator /(Amount one, decimal parts) => one with { Value = one.Value / parts };

    /// <summary>One amount in relation to another; null where the other is 0, because then nothing can be said.</summary>
    public static decimal? Ratio(Amount one, Amount other) => Same(one, other).Value == 0 ? null : one.Value / other.Value;

    /// <summary>As pages, mails and timelines write it, on one line: <c>EUR 1,250,000</c>; cents only where there are any.</summary>
    public override string ToString() => $"{Currency}\u00a0{Value.ToString(Value == decimal.Truncate(Value) ? "N0" : "N2", CultureInfo.InvariantCulture)}";

    private static Amount Same(Amount one, Amount other) => one.Currency == other.Currency
        ? other
        : throw new InvalidOperationException($"{one.Currency} and {other.Currency} cannot be reckoned together.");
}
