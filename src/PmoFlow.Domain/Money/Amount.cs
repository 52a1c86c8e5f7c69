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

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Currency} {Value:#,0.##}");

    private static Amount Same(Amount one, Amount other) => one.Currency == other.Currency
        ? other
        : throw new InvalidOperationException($"{one.Currency} and {other.Currency} cannot be reckoned together.");
}
