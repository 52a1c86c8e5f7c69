using System.Globalization;
using System.Text.RegularExpressions;

namespace PmoFlow.Domain.Intake;

/// <summary>
/// What somebody typed, in the one form in which it is stored: or what is wrong with it. Every form of the office reads by these
/// rules, so that an answer means the same wherever it was given.
/// </summary>
public static partial class AnswerText
{
    /// <summary>Amounts beyond this are typing errors, and sums of them must stay far from what a decimal can hold.</summary>
    public const decimal Largest = 1_000_000_000_000_000m;

    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2199, 12, 31);

    /// <summary>One line, trimmed; <paramref name="problem"/> says what is wrong with it.</summary>
    public static string Line(string text, int longest, out string? problem)
    {
        var trimmed = text.Trim();
        problem = Problem(trimmed, longest, c => char.IsControl(c) || c is '\u2028' or '\u2029', "line breaks or control characters");
        return trimmed;
    }

    /// <summary>Several lines, trimmed, ended as Unix ends them.</summary>
    public static string Paragraph(string text, int longest, out string? problem)
    {
        var trimmed = text.ReplaceLineEndings("\n").Trim();
        problem = Problem(trimmed, longest, c => char.IsControl(c) && c is not ('\n' or '\t'), "control characters");
        return trimmed;
    }

    /// <summary>
    /// A decimal number: digits with a point before decimals and, if any, commas between groups of exactly three digits. No sign of a
    /// currency: it could be another than the office's. <c>12,343.96</c> is stored as <c>12343.96</c>; <c>12,5</c> is refused.
    /// </summary>
    public static decimal? Number(string text)
    {
        if (!NumberPattern().IsMatch(text))
            return null;
        var parsed = decimal.TryParse(
            text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number);
        return parsed ? number : null;
    }

    /// <summary>A number as it is stored: no superfluous zeros, no exponent.</summary>
    public static string Stored(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>A day as ISO 8601 writes it.</summary>
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= Earliest && day <= Latest ? day : null;

    /// <summary>Yes or no, as programs say it and as forms do.</summary>
    public static bool? YesNo(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" => true,
        "FALSE" or "NO" or "OFF" => false,
        _ => null,
    };

    private static string? Problem(string text, int longest, Func<char, bool> refused, string refusedWords)
    {
        if (text.Length > longest)
            return string.Create(CultureInfo.InvariantCulture, $"Shorten this to {longest:N0} characters; it has {text.Length:N0}.");
        if (text.Any(refused))
            return $"Remove the {refusedWords}.";
        return HasLoneSurrogate(text) ? "Remove the broken character: it is half of one." : null;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }
        return false;
    }

    [GeneratedRegex(@"\A-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}
