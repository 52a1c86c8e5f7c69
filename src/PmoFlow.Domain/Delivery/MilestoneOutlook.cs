namespace PmoFlow.Domain.Delivery;

/// <summary>Where a milestone stands, seen from a day.</summary>
/// <param name="Milestone">Which.</param>
/// <param name="Day">
/// The day on which it was reached, else on which it can be expected: what people say, but not before that day, and not before what it comes
/// after allows; null where nobody has said a day.
/// </param>
/// <param name="HeldBy">What it comes after, where that alone makes it so late; else null.</param>
public sealed record MilestoneOutlook(Milestone Milestone, DateOnly? Day, MilestoneOutlook? HeldBy)
{
    /// <summary>Days later than agreed, below 0 for earlier; null where nothing was agreed or nothing is expected.</summary>
    public int? Slip => Milestone.Baseline is { } agreed && Day is { } day ? day.DayNumber - agreed.DayNumber : null;

    /// <summary>Whether it is reached.</summary>
    public bool IsReached => Milestone.Actual is not null;

    /// <summary>The day for which people still expect it, where that day is over; else null.</summary>
    public DateOnly? OverdueSince => !IsReached && Milestone.Expected is { } said && Day is { } day && said < day && HeldBy is null ? said : null;

    /// <summary>Why it cannot come earlier, where that is not its own day: <c>not before Data moved (m2), which is late, and 60 days at best</c>.</summary>
    public string? Because
    {
        get
        {
            if (HeldBy is not { } held)
                return null;
            var takes = Earliest.Takes(Milestone) is > 0 and var days ? $", and {Plural.Of(days, "day")} at best" : "";
            return $"not before {held.Milestone.Title} ({held.Milestone.Name}){(held is { IsReached: false, Slip: > 0 } ? ", which is late" : "")}{takes}";
        }
    }
}
