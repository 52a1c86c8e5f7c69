using System.Globalization;
using System.Text.RegularExpressions;

namespace PmoFlow.Domain.Import;

/// <summary>Whether <c>08/07/2014</c> is in July or in August.</summary>
public enum DateOrder
{
    /// <summary>Not said, and no value of the column shows it.</summary>
    Unknown,

    /// <summary>Day before month.</summary>
    DayFirst,

    /// <summary>Month before day.</summary>
    MonthFirst,
}

/// <summary>Dates as people write them: <c>30.06.08</c>, <c>2014-07-08</c>, <c>8 July 2014</c>, <c>08/07/2014</c>, <c>1st Apr 2016</c>.</summary>
public static partial class DateText
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>
    /// Reads a date. Where day and month could be either, <paramref name="order"/> decides, and day first where that is unknown. A year
    /// of two digits is one from 1970 to 2069.
    /// </summary>
    public static bool TryParse(string? text, DateOrder order, out DateOnly date)
    {
        date = default;
        if (text is null || text.Length is < 6 or > 40)
            return false;
        if (YearFirst().Match(text) is { Success: true } iso)
            return TryMake(Number(iso, "y"), Number(iso, "m"), Number(iso, "d"), out date);
        if (YearLast().Match(text) is { Success: true } last)
        {
            var (a, b) = (Number(last, "a"), Number(last, "b"));
            var monthFirst = a <= 12 && (b > 12 || order == DateOrder.MonthFirst);
            return TryMake(Year(last.Groups["y"].Value), monthFirst ? a : b, monthFirst ? b : a, out date);
        }
        if (WithName().Match(text) is { Success: true } named)
            return TryMake(Year(named.Groups["y"].Value), Month(named.Groups["m"].Value), Number(named, "d"), out date);
        return false;
    }

    /// <summary>The order that this value proves, or unknown where it could be read either way.</summary>
    public static DateOrder Shows(string? text)
    {
        if (text is null || text.Length > 40 || YearLast().Match(text) is not { Success: true } match)
            return DateOrder.Unknown;
        return (Number(match, "a"), Number(match, "b")) switch
        {
            ( > 12 and <= 31, <= 12) => DateOrder.DayFirst,
            ( <= 12, > 12 and <= 31) => DateOrder.MonthFirst,
            _ => DateOrder.Unknown,
        };
    }

    /// <summary>Whether the value can be read as two different days.</summary>
    public static bool IsAmbiguous(string? text) =>
        TryParse(text, DateOrder.DayFirst, out var day) && TryParse(text, DateOrder.MonthFirst, out var month) && day != month;

    /// <summary>Whether the value leaves its century open.</summary>
    public static bool HasShortYear(string? text) =>
        text is not null && text.Length <= 40
        && ((YearLast().Match(text) is { Success: true } m && m.Groups["y"].Length == 2)
            || (WithName().Match(text) is { Success: true } n && n.Groups["y"].Length == 2));

    /// <summary>1 to 12 for the English name of a month or its first letters; 0 otherwise.</summary>
    internal static int Month(string name) =>
        name.Length < 3 ? 0 : Array.FindIndex(Months, m => name.StartsWith(m, StringComparison.OrdinalIgnoreCase)) + 1;

    private static int Year(string text)
    {
        var year = int.Parse(text, CultureInfo.InvariantCulture);
        return text.Length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const string Time = @"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?: ?[AaPp][Mm])?Z?)?\s*$";

    [GeneratedRegex(@"^\s*(?<y>[0-9]{4})[-/.]?(?<m>[0-9]{2})[-/.]?(?<d>[0-9]{2})" + Time, Options)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^\s*(?<a>[0-9]{1,2})\s?[-/.]\s?(?<b>[0-9]{1,2})\s?[-/.]\s?(?<y>[0-9]{4}|[0-9]{2})" + Time, Options)]
    private static partial Regex YearLast();

    [GeneratedRegex(@"^\s*(?:[A-Za-z]{3,9},?\s+)?(?:(?<d>[0-9]{1,2})(?:st|nd|rd|th)?[-\s.]+(?<m>[A-Za-z]{3,9})[-\s.,]+(?<y>[0-9]{4}|[0-9]{2})|(?<m>[A-Za-z]{3,9})\s+(?<d>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?<y>[0-9]{4}))" + Time, Options)]
    private static partial Regex WithName();
}
