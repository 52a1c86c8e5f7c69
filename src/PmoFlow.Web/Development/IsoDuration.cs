using System.Globalization;
using System.Text.RegularExpressions;

namespace PmoFlow.Web.Development;

/// <summary>ISO 8601 durations, months and years by the calendar.</summary>
internal static partial class IsoDuration
{
    private const int MostYears = 10;

    private static readonly string[] Parts = ["years", "months", "weeks", "days", "hours", "minutes", "seconds"];

    /// <summary>That instant plus a positive duration of at most ten years.</summary>
    public static bool TryAdd(DateTimeOffset start, string? duration, out DateTimeOffset end)
    {
        end = start;
        var match = Shape().Match(duration ?? "");
        if (!match.Success)
            return false;
        var parts = Parts
            .Select(part => match.Groups[part] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 0).ToArray();
        if (Array.TrueForAll(parts, part => part == 0) || parts[0] > MostYears || parts[1] > MostYears * 12)
            return false;
        end = start.AddYears(parts[0]).AddMonths(parts[1]).AddDays((7.0 * parts[2]) + parts[3])
            .AddHours(parts[4]).AddMinutes(parts[5]).AddSeconds(parts[6]);
        return end <= start.AddYears(MostYears);
    }

    [GeneratedRegex("""
        ^P(?=.)(?:(?<years>\d{1,4})Y)?(?:(?<months>\d{1,4})M)?(?:(?<weeks>\d{1,4})W)?(?:(?<days>\d{1,4})D)?
        (?:T(?=.)(?:(?<hours>\d{1,6})H)?(?:(?<minutes>\d{1,6})M)?(?:(?<seconds>\d{1,8})S)?)?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
