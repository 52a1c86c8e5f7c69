using PmoFlow.Domain.Money;

namespace PmoFlow.Domain.Delivery;

/// <summary>The milestones that were agreed for one month, and how far they have moved.</summary>
/// <param name="Month">In which they were to be reached.</param>
/// <param name="Milestones">How many.</param>
/// <param name="Days">Days later than agreed, added up; those that are earlier count below 0.</param>
public sealed record MonthSlip(Month Month, int Milestones, int Days)
{
    /// <summary>The days on which those are expected that are not reached: from then on each day that passes makes them a day later.</summary>
    public IReadOnlyList<DateOnly> Open { get => field ?? []; init; }
}

/// <summary>The milestone that a project is to reach next.</summary>
/// <param name="Title">For people.</param>
/// <param name="Agreed">The day that was agreed; null where none was.</param>
/// <param name="Expected">The day on which it is expected.</param>
public sealed record NextMilestone(string Title, DateOnly? Agreed, DateOnly Expected);
