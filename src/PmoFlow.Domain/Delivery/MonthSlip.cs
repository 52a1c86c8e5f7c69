using PmoFlow.Domain.Money;

namespace PmoFlow.Domain.Delivery;

/// <summary>The milestones that were agreed for one month, and how far they have moved.</summary>
/// <param name="Month">In which they were to be reached.</param>
/// <param name="Milestones">How many.</param>
/// <param name="Days">Days later than agreed, added up; those that are earlier count below 0.</param>
public sealed record MonthSlip(Month Month, int Milestones, int Days)
{
    /// <summary>Of those that are not reached the days after which each day that passes makes them a day later: expected, less what is still to come between.</summary>
    public IReadOnlyList<DateOnly> Open { get => field ?? []; init; }
}

/// <summary>The milestone that a project is to reach next.</summary>
/// <param name="Title">For people.</param>
/// <param name="Agreed">The day that was agreed; null where none was.</param>
/// <param name="Expected">The day on which it is expected; one that is over is the day since which it is overdue.</param>
public sealed record NextMilestone(string Title, DateOnly? Agreed, DateOnly Expected);
