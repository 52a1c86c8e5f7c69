using System.Globalization;
using PmoFlow.Domain.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>What is to be expected of a milestone, in words.</summary>
internal static class OutlookWords
{
    /// <summary><c>Reached 3 Feb 2027</c>, <c>Overdue since 26 Feb 2027</c>, <c>Expected 5 Oct 2027, not before …</c>.</summary>
    public static string Words(this MilestoneOutlook outlook) => outlook switch
    {
        { Day: null } => "No day is said",
        { IsReached: true, Day: { } day } => $"Reached {Text(day)}",
        { OverdueSince: { } since } => $"Overdue since {Text(since)}",
        { Day: { } day } => $"Expected {Text(day)}{(outlook.Because is { } because ? $", {because}" : "")}",
    };

    /// <summary>The same within a line: <c>reached 3 Feb 2027</c>.</summary>
    public static string Text(this MilestoneOutlook outlook) => outlook.Words() is var words ? char.ToLowerInvariant(words[0]) + words[1..] : "";

    /// <summary>Why it does not come on the day that people say; null where it does, and where it is reached.</summary>
    public static string? Why(this MilestoneOutlook outlook) => outlook switch
    {
        { OverdueSince: { } since } => $"overdue since {Text(since)}",
        { Because: { } because, Day: { } day } => $"{Text(day)} at the earliest: {because}",
        _ => null,
    };

    private static string Text(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
