using System.Globalization;
using System.Text.RegularExpressions;

namespace PmoFlow.Domain.Import;

/// <summary>How a file writes the fraction of an amount.</summary>
public enum DecimalMark
{
    /// <summary>Not said, and no value of the column shows it.</summary>
    Unknown,

    /// <summary><c>12,343.96</c>.</summary>
    Point,

    /// <summary><c>12.343,96</c>.</summary>
    Comma,
}

/// <summary>Amounts of money as people write them: <c>£12,343.96</c>, <c>12.343,96 €</c>, <c>1 234</c>, <c>(50)</c>, <c>1.2m</c>.</summary>
public static partial class AmountText
{
    /// <summary>
    /// Reads an amount. <c>1.234</c> and <c>1,234</c> alone could be either; they are read as <paramref name="mark"/> says, and as
    /// thousands where that is unknown.
    /// </summary>
    public static bool TryParse(string? text, DecimalMark mark, out decimal amount)
    {
        amount = 0;
        if (Parts(text) is not { } parts || Canonical(parts.Digits, mark) is not { } canonical)
            return false;
        if (!decimal.TryParse(canonical, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        if (number > 1_000_000_000_000_000m)
            return false;
        amount = number * parts.Scale * (parts.Negative ? -1 : 1);
        return true;
    }

    /// <summary>The decimal mark that this value proves, or unknown where it could be read either way.</summary>
    public static DecimalMark Shows(string? text)
    {
        if (Parts(text) is not { } parts)
            return DecimalMark.Unknown;
        var point = Canonical(parts.Digits, DecimalMark.Point);
        var comma = Canonical(parts.Digits, DecimalMark.Comma);
        if (point == comma)
            return point is null ? DecimalMark.Unknown : LastMark(parts.Digits);
        return (point, comma) switch
        {
            (not null, null) => DecimalMark.Point,
            (null, not null) => DecimalMark.Comma,
            _ => DecimalMark.Unknown,
        };
    }

    // Both readings agree: either there is no mark at all, or the value itself says which one is which.
    private static DecimalMark LastMark(string digits)
    {
        var (point, comma) = (digits.Count(c => c == '.'), digits.Count(c => c == ','));
        return (point, comma) switch
        {
            (0, 0) => DecimalMark.Unknown,
            (> 1, 0) => DecimalMark.Comma,
            (0, > 1) => DecimalMark.Point,
            _ => digits.LastIndexOf('.') > digits.LastIndexOf(',') ? DecimalMark.Point : DecimalMark.Comma,
        };
    }

    private static (string Digits, decimal Scale, bool Negative)? Parts(string? text)
    {
        if (text is null || text.Length > 60 || Shape().Match(text) is not { Success: true } match)
            return null;
        var negative = match.Groups["open"].Success != match.Groups["close"].Success
            ? (bool?)null
            : match.Groups["open"].Success ^ (match.Groups["minus"].Success || match.Groups["after"].Success);
        if (negative is not { } isNegative)
            return null;
        decimal scale = match.Groups["scale"].Value.ToUpperInvariant() switch
        {
            "K" or "THOUSAND" => 1_000,
            "M" or "MN" or "MIO" or "MILLION" or "MILLIONS" => 1_000_000,
            "B" or "BN" or "BILLION" => 1_000_000_000,
            _ => 1,
        };
        return (match.Groups["digits"].Value, scale, isNegative);
    }

    // The number with a point and nothing else but digits, or null where its groups make no sense.
    private static string? Canonical(string digits, DecimalMark mark)
    {
        var text = new string([.. digits.Select(c => char.IsWhiteSpace(c) || c is '\'' or '’' ? ' ' : c)]).Trim();
        var (point, comma) = (text.Count(c => c == '.'), text.Count(c => c == ','));
        char? fraction = (point, comma) switch
        {
            (0, 0) => null,
            (> 0, > 0) => text.LastIndexOf('.') > text.LastIndexOf(',') ? '.' : ',',
            (> 1, 0) or (0, > 1) => null,
            (1, 0) => Single('.', DecimalMark.Point),
            _ => Single(',', DecimalMark.Comma),
        };
        var at = fraction is { } f ? text.LastIndexOf(f) : text.Length;
        var (whole, rest) = (text[..at], at < text.Length ? text[(at + 1)..] : "");
        if (fraction is { } only && whole.Contains(only, StringComparison.Ordinal))
            return null;
        if (rest.Any(c => !char.IsAsciiDigit(c)) || !Groups().IsMatch(whole))
            return null;
        var plain = new string([.. whole.Where(char.IsAsciiDigit)]);
        return rest.Length > 0 ? $"{(plain.Length > 0 ? plain : "0")}.{rest}" : plain.Length > 0 ? plain : null;

        char? Single(char candidate, DecimalMark own)
        {
            var i = text.IndexOf(candidate, StringComparison.Ordinal);
            var couldBeThousands = text.Length - i - 1 == 3 && i is >= 1 and <= 3 && text[0] != '0' && !text.Contains(' ', StringComparison.Ordinal);
            return couldBeThousands && mark != own ? null : candidate;
        }
    }

    // U+FFFD stands where a currency sign was lost to a wrong encoding.
    [GeneratedRegex(@"^\s*(?<open>\()?\s*(?<minus>[-\u2212\u2013])?\s*(?:\p{Sc}|\uFFFD|[A-Za-z]{2,3}|zł|kr\.?)?\s*(?<minus>[-\u2212\u2013])?\s*(?<digits>[0-9.,][0-9.,'’\s]*)(?<scale>(?i:k|m|mn|mio|b|bn|million|millions|billion|thousand))?\.?\s*(?:\p{Sc}|\uFFFD|[A-Z]{3}|zł|kr\.?)?\s*(?<after>[-\u2212])?\s*(?<close>\))?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    // Digits without groups, or groups of three (of two in the Indian manner) parted by one kind of mark.
    [GeneratedRegex(@"^(?:[0-9]*|[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Groups();
}
