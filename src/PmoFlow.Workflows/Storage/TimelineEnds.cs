using PmoFlow.Domain.Timeline;

namespace PmoFlow.Workflows.Storage;

/// <summary>Appending to a timeline whose end is kept in the record beside it.</summary>
internal static class TimelineEnds
{
    /// <summary>Whether a step has been entered before.</summary>
    public static bool Has(this TimelineEnd end, string step) => end.RecentSteps.Contains(step);

    /// <summary>The entry that comes next, and the end after it.</summary>
    public static (TimelineEntry Entry, TimelineEnd End) Next(this TimelineEnd end, string step, DateTimeOffset at, TimelineDraft draft)
    {
        var entry = TimelineEntry.Next(end.Sequence, end.Hash, at, draft);
        return (entry, new(entry.Sequence, entry.Hash, [.. end.RecentSteps.TakeLast(TimelineEnd.Remembered - 1), step]));
    }
}
