using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Digests;
using PmoFlow.Domain.Portfolio;

namespace PmoFlow.Workflows.Digests;

/// <summary>A week in sentences.</summary>
public static class WeekWords
{
    /// <summary>For the subject of a mail: <c>2 ratings moved, 1 slipped, 3 late</c>.</summary>
    public static string Gist(WeekOfChanges week)
    {
        ArgumentNullException.ThrowIfNull(week);
        var late = week.Reports.Count + week.Checks.Count + week.Actions.Count;
        string[] parts =
        [
            .. week.Ratings.Count > 0 ? [$"{Plural.Of(week.Ratings.Count, "rating")} moved"] : (string[])[],
            .. week.NewAndRed > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{week.NewAndRed:N0} new and red")] : (string[])[],
            .. week.Slips.Count > 0 ? [$"{Plural.Of(week.Slips.Count, "project")} slipped"] : (string[])[],
            .. late > 0 ? [$"{late.ToString("N0", CultureInfo.InvariantCulture)} late"] : (string[])[],
        ];
        return parts.Length == 0 ? "nothing moved, nothing is late" : string.Join(", ", parts);
    }

    /// <summary>What changed and what is late.</summary>
    public static string Sentence(WeekOfChanges week)
    {
        ArgumentNullException.ThrowIfNull(week);
        var (worse, better) = (week.Ratings.Count(moved => moved.IsWorse), week.Ratings.Count(moved => moved.IsBetter));
        var unclear = week.Ratings.Count - worse - better is var rest and > 0 ? string.Create(CultureInfo.InvariantCulture, $", {rest:N0} from or to unknown") : "";
        var ratings = week.Ratings.Count == 0 ? "no rating moved"
            : string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(week.Ratings.Count, "rating")} moved ({worse:N0} for the worse, {better:N0} for the better{unclear})");
        var fresh = week.NewAndRed == 0 ? "" : $", {Plural.Of(week.NewAndRed, "project")} new, and red or amber/red";
        var slips = week.Slips.Count == 0 ? "no milestone slipped" : $"milestones of {Plural.Of(week.Slips.Count, "project")} slipped";
        string[] late =
        [
            .. week.Reports.Count > 0 ? [Plural.Of(week.Reports.Count, "status report")] : (string[])[],
            .. week.Checks.Count > 0 ? [Plural.Of(week.Checks.Count, "health check")] : (string[])[],
            .. week.Actions.Count > 0 ? [Plural.Of(week.Actions.Count, "action")] : (string[])[],
        ];
        var ends = late.Length == 0 ? "Nothing is late." : $"Late at the end of it: {string.Join(", ", late)}.";
        return $"From {Day(week.From.AddDays(1))} to {Day(week.Until)}, {ratings}{fresh}, and {slips}. {ends}";
    }

    /// <summary>What the months say.</summary>
    public static string OverTime(Week week)
    {
        ArgumentNullException.ThrowIfNull(week);
        return RatingWords.OverTime(week.Months.Select(month => month.Ratings(week.Node?.Id)));
    }

    /// <summary><c>12 days later</c>.</summary>
    public static string Days(decimal days) => string.Create(CultureInfo.InvariantCulture, $"{days:0.#} {(days == 1 ? "day" : "days")} later");

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
