using System.Globalization;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>Rows of a unit's partition of the summaries: all of them change in one batch, so that none can say other than the next.</summary>
public static class SummaryRows
{
    /// <summary>The totals of a period.</summary>
    public static string Sum(string period) => $"sum|{period}";

    /// <summary>What something contributes to a period.</summary>
    public static string Part(string period, string of) => $"part|{period}|{of}";

    /// <summary>Everything that contributes to a period.</summary>
    public static RowRange Parts(string period) => RowRange.StartingWith($"part|{period}|");

    /// <summary>The totals as they stood at the end of a day on which they changed.</summary>
    public static string Day(DateOnly day) => $"day|{Text(day)}";

    /// <summary>The totals as they stood at the end of a month in which they changed.</summary>
    public static string Month(string month) => $"month|{month}";

    /// <summary>What something contributed at the end of a day on which that changed.</summary>
    public static string Was(string of, DateOnly day) => $"was|{of}|{Text(day)}";

    /// <summary>All of those.</summary>
    public static readonly RowRange AllWas = RowRange.StartingWith("was|");

    /// <summary>What is due before an instant, that due first on top.</summary>
    public static RowRange DueBefore(DateTimeOffset instant) => new("due|", $"due|{Ticks(instant)}");

    /// <summary>Projects of these ratings and those worse, the worst on top, of one rating the largest.</summary>
    public static RowRange WorstTo(HealthRating rating) => new("worst|", $"worst|{Severity.Of(rating)}|\uffff");

    /// <summary>Projects under way, that of which nobody has said anything for longest on top.</summary>
    public static readonly RowRange Quiet = RowRange.StartingWith("said|");

    /// <summary>The month of a day: <c>2026-12</c>.</summary>
    public static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Rows under which a contribution stands in lists.</summary>
    internal static IEnumerable<string> ListRows(Contribution? contribution)
    {
        if (contribution?.Subject is not { } subject)
            yield break;
        if (subject.Due is { } due)
            yield return $"due|{Ticks(due)}|{contribution.Of}";
        if (subject.Rating is { } rating)
        {
            var smallness = 999_999_999_999_999m - Math.Clamp(decimal.Truncate(subject.Amount ?? 0), 0, 999_999_999_999_999m);
            yield return string.Create(CultureInfo.InvariantCulture, $"worst|{Severity.Place(rating, subject.IsSilent)}|{smallness:000000000000000}|{contribution.Of}");
            if (contribution.SaidAt is { } said)
                yield return $"said|{Ticks(said)}|{contribution.Of}";
        }
    }

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Ticks(DateTimeOffset instant) => instant.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
