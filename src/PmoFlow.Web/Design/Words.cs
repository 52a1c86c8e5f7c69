using System.Globalization;
using System.Text.RegularExpressions;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Web.Design;

/// <summary>Values in words and figures for people.</summary>
internal static partial class Words
{
    /// <summary><c>EUR 1,250,000</c>; cents only where there are any.</summary>
    public static string Money(decimal amount, string currency) => new Amount(amount, currency).ToString();

    /// <summary><c>EUR 1.3 M</c>, where the exact figure is a click away.</summary>
    public static string ShortMoney(decimal amount, string currency) => Math.Abs(amount) switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{currency}\u00a0{amount / 1_000_000_000:0.#}\u00a0bn"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{currency}\u00a0{amount / 1_000_000:0.#}\u00a0m"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{currency}\u00a0{amount / 1_000:0.#}\u00a0k"),
        _ => Money(amount, currency),
    };

    /// <summary><c>delivery lead</c>.</summary>
    public static string Role(Role role) => Spaced(role.ToString());

    /// <summary>A stable word of the API for a case of an enumeration: <c>amber-red</c>.</summary>
    public static string Stable<TEnum>(TEnum value) where TEnum : struct, Enum => Spaced(value.ToString()).Replace(' ', '-');

    /// <summary>With a capital letter, as a sentence or label begins.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

#pragma warning disable CA1308 // For people's eyes, not for comparison.
    private static string Spaced(string name) => WordStart().Replace(name, " $0").ToLowerInvariant();
#pragma warning restore CA1308

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
