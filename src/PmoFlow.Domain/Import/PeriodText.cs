using System.Globalization;
using System.Text.RegularExpressions;

namespace PmoFlow.Domain.Import;

/// <summary>What a rating is of, as people write it: a year, a financial year, a month, a quarter, a date.</summary>
public static partial class PeriodText
{
    /// <summary>
    /// The period as it is stored: <c>2019</c> or <c>2019-03</c>. A financial year is the year it ends in (<c>2018/19</c> is 2019), a
    /// quarter and a date are their month.
    /// </summary>
    public static bool TryParse(string? text, DateOrder order, out string period)
    {
        period = "";
        if (text is null || text.Length is < 4 or > 40)
            return false;
        if (Year().Match(text) is { Success: true } year)
            return Take(Number(year, "y"), 0, out period);
        if (Span().Match(text) is { Success: true } span)
        {
            var (from, to) = (Number(span, "y"), Number(span, "z") % 100);
            if (to == (from + 1) % 100 && (to > 12 || span.Groups["fy"].Success || span.Value.Contains('/', StringComparison.Ordinal)))
                return Take(from + 1, 0, out period);
            return span.Groups["z"].Length == 2 && Take(from, to, out period);
        }
        if (MonthFirst().Match(text) is { Success: true } month)
            return Take(Number(month, "y"), Number(month, "m"), out period);
        if (MonthName().Match(text) is { Success: true } name)
            return DateText.Month(name.Groups["m"].Value) is > 0 and var m && Take(Number(name, "y"), m, out period);
        if (Quarter().Match(text) is { Success: true } quarter)
            return Take(Number(quarter, "y"), Number(quarter, "q") * 3, out period);
        return DateText.TryParse(text, order, out var date) && Take(date.Year, date.Month, out period);
    }

    /// <summary>Under this key periods order in time; a year comes after its months, whose sum it is.</summary>
    public static string Order(string period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return period.Length == 4 ? period + "-99" : period;
    }

    /// <summary>The first day of a period as it is stored.</summary>
    public static DateOnly FirstDay(string period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return new(int.Parse(period.AsSpan(0, 4), CultureInfo.InvariantCulture), period.Length == 7 ? int.Parse(period.AsSpan(5, 2), CultureInfo.InvariantCulture) : 1, 1);
    }

    /// <summary>
    /// A month, else a year, in a file's name, as a proposal for rows that do not say: <c>returns_2026-08.csv</c>, <c>202608.csv</c>,
    /// <c>Aug 2026.csv</c>, <c>returns_2018.csv</c>. Two files of one year are two periods where they name their months.
    /// </summary>
    public static string? InFileName(string? name)
    {
        if (name is null)
            return null;
        if (FileMonth().Match(name) is { Success: true } month && Take(Number(month, "y"), Number(month, "m"), out var numbered))
            return numbered;
        if (FileMonthName().Match(name) is { Success: true } named && Take(Number(named, "y"), DateText.Month(named.Groups["m"].Value), out var read) && read.Length == 7)
            return read;
        return FileYear().Match(name) is { Success: true } match ? match.Groups["y"].Value : null;
    }

    private static bool Take(int year, int month, out string period)
    {
        period = month == 0
            ? year.ToString("0000", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}");
        return year is >= 1970 and <= 2100 && month is >= 0 and <= 12;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"^\s*(?:FY\s*)?(?<y>[12][0-9]{3})(?:\.0+)?\s*$", Options)]
    private static partial Regex Year();

    [GeneratedRegex(@"^\s*(?<fy>FY\s*)?(?<y>[12][0-9]{3})\s*[-/–]\s*(?<z>[0-9]{2}|[12][0-9]{3})\s*$", Options)]
    private static partial Regex Span();

    [GeneratedRegex(@"^\s*(?<m>[0-9]{1,2})\s*[-/.]\s*(?<y>[12][0-9]{3})\s*$", Options)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"^\s*(?<m>[a-z]{3,9})[\s.,-]+(?<y>[12][0-9]{3})\s*$", Options)]
    private static partial Regex MonthName();

    [GeneratedRegex(@"^\s*(?:Q(?<q>[1-4])[\s/,-]*(?<y>[12][0-9]{3})|(?<y>[12][0-9]{3})[\s/,-]*Q(?<q>[1-4]))\s*$", Options)]
    private static partial Regex Quarter();

    [GeneratedRegex(@"(?:^|[^0-9])(?<y>(?:19|20)[0-9]{2})(?:[^0-9]|$)", Options)]
    private static partial Regex FileYear();

    [GeneratedRegex(@"(?<![0-9])(?<y>(?:19|20)[0-9]{2})[-_.]?(?<m>0[1-9]|1[0-2])(?:[-_.]?(?:0[1-9]|[12][0-9]|3[01]))?(?![0-9])", Options)]
    private static partial Regex FileMonth();

    [GeneratedRegex(@"(?<![a-z])(?<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[\s_.,-]*(?<y>(?:19|20)[0-9]{2})(?![0-9])", Options)]
    private static partial Regex FileMonthName();
}
