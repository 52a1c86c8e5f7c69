using PmoFlow.Domain.Money;

namespace PmoFlow.Domain.Delivery;

/// <summary>A point that a project is to reach.</summary>
/// <param name="Name">Stable, different from the project's other milestones: <c>m1</c>.</param>
/// <param name="Title">For people.</param>
public sealed record Milestone(string Name, string Title)
{
    /// <summary>The day that was agreed; only a baseline that is set anew changes it.</summary>
    public DateOnly? Baseline { get; init; }

    /// <summary>The day that the plan has now.</summary>
    public DateOnly? Plan { get; init; }

    /// <summary>The day on which the lead expects it.</summary>
    public DateOnly? Forecast { get; init; }

    /// <summary>The day on which it was reached.</summary>
    public DateOnly? Actual { get; init; }

    /// <summary>Days it takes once all before it are reached: at best, most likely, at worst.</summary>
    public ThreePointRange? Days { get; init; }

    /// <summary>Names of the milestones that it comes after.</summary>
    public IReadOnlyList<string> After { get => field ?? []; init; }

    /// <summary>The day that people say: reached, else expected, else planned. What follows from the others: <see cref="MilestonePlan.Outlooks"/>.</summary>
    public DateOnly? Expected => Actual ?? Forecast ?? Plan;
}
