using System.Globalization;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Domain.Delivery;

/// <summary>What has happened to a project, as far as its lead wants to be reminded of it.</summary>
public static class ReportedChanges
{
    /// <summary>As many as somebody reads.</summary>
    public const int Most = 8;

    /// <summary>What the office does by itself to ask and remind is no news to whom it asked.</summary>
    private static readonly HashSet<string> Noise =
        ["health-check-opened", "health-review-asked", "recovery-review-planned", "gate-opened", "still-red", "benefit-asked", "benefit-late"];

    /// <summary>
    /// The last few, one line for a kind and a day: where the same was done several times, what it came to last and how often. The
    /// project's beginning always stays.
    /// </summary>
    /// <param name="timeline">Since the last report, oldest first.</param>
    /// <returns>The lines, and how many earlier ones there were.</returns>
    public static (IReadOnlyList<string> Lines, int Earlier) Of(IEnumerable<TimelineEntry> timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var lines = timeline.Where(entry => !entry.Kind.StartsWith("status-", StringComparison.Ordinal) && !Noise.Contains(entry.Kind))
            .GroupBy(entry => (entry.Kind, Day: DateOnly.FromDateTime(entry.At.UtcDateTime), Of: Folds(entry) ? "" : entry.Summary))
            .Select(group => (IsBeginning: group.Key.Kind == "created", Text: Line(group.Key.Day, [.. group])))
            .ToList();
        var shown = lines.TakeLast(Most).ToList();
        if (lines.FirstOrDefault(line => line.IsBeginning) is { Text: not null } begun && !shown.Contains(begun))
            shown = [begun, .. shown.Skip(1)];
        return ([.. shown.Select(line => line.Text)], lines.Count - shown.Count);
    }

    // Each step of setting a plan is the same work; two actions or two decisions are not.
    private static bool Folds(TimelineEntry entry) => entry.Kind is "money-taken" or "milestones-set" or "needs-set" or "planned" or "phase-item-done" or "tailored";

    private static string Line(DateOnly day, List<TimelineEntry> entries) => string.Create(CultureInfo.InvariantCulture,
        $"{day:yyyy-MM-dd}: {entries[^1].Summary}{(entries.Count == 1 ? "" : $" ({entries.Count} times that day)")}");
}
