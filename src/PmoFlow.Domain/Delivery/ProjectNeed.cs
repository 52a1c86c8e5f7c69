using System.Globalization;

namespace PmoFlow.Domain.Delivery;

/// <summary>What one project needs of another, with what is known of both.</summary>
/// <param name="Need">What, of whom, by when.</param>
/// <param name="For">Name of the project that needs it.</param>
/// <param name="Of">Name of the project that it comes from.</param>
/// <param name="Other">Milestones of the project that it comes from.</param>
public sealed record ProjectNeed(ProjectDependency Need, string For, string Of, MilestonePlan Other)
{
    /// <summary>The milestone with which it comes; null where none is named, or it is there no more.</summary>
    /// <param name="today">What is not reached cannot come before.</param>
    public MilestoneOutlook? With(DateOnly today) =>
        Need.Milestone is null ? null : Other.Outlooks(today).FirstOrDefault(outlook => outlook.Milestone.Name == Need.Milestone);

    /// <summary>Days by which it comes too late; null where either day is not known.</summary>
    /// <param name="today">What is not reached cannot come before.</param>
    public int? Late(DateOnly today) => Need.NeededBy is { } needed && With(today)?.Day is { } day ? Math.Max(0, day.DayNumber - needed.DayNumber) : null;

    /// <summary>That it comes too late, in one sentence for both projects; null where it does not, or nobody knows.</summary>
    /// <param name="today">What is not reached cannot come before.</param>
    public string? TooLate(DateOnly today) => Late(today) is > 0 and var days && With(today) is { } with
        ? string.Create(CultureInfo.InvariantCulture, $"{For} ({Need.Project}) needs {Need.What} of {Of} ({Need.On}) by {Need.NeededBy:yyyy-MM-dd}: {Plural.Of(days, "day")} too late, {with.Milestone.Title} {(with.IsReached ? "was reached" : "is expected")} {with.Day:yyyy-MM-dd}.")
        : null;
}
