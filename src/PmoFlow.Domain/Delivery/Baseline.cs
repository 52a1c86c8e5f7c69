using System.Text.Json.Serialization;

namespace PmoFlow.Domain.Delivery;

/// <summary>
/// What was agreed about a project, and since when. A baseline is never overwritten: an approved change begins the next one, and the
/// one before stays as it stood on that day.
/// </summary>
/// <param name="Number">From 1.</param>
/// <param name="Since">UTC.</param>
/// <param name="Because">What it follows from, as a sentence.</param>
public sealed record Baseline(int Number, DateTimeOffset Since, string Because)
{
    /// <summary>The agreed last day; null where none is agreed.</summary>
    public DateOnly? End { get; init; }

    /// <summary>The agreed whole budget; null where none is agreed.</summary>
    public decimal? Budget { get; init; }

    /// <summary>The agreed days.</summary>
    public IReadOnlyList<BaselineMilestone> Milestones { get => field ?? []; init; }

    /// <summary>The budget by month.</summary>
    public IReadOnlyList<BaselineMonth> Months { get => field ?? []; init; }

    /// <summary>What was added to the scope of the request, or taken from it, oldest first.</summary>
    public IReadOnlyList<string> Scope { get => field ?? []; init; }

    /// <summary>Until when it counted, UTC; null while it does.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A milestone's agreed day.</summary>
public sealed record BaselineMilestone(string Name, string Title, DateOnly? Day);

/// <summary>A month's agreed budget.</summary>
public sealed record BaselineMonth(Money.Month Month, decimal Budget);

/// <summary>What is agreed about a project now, kept beside its record so that every writer sees it.</summary>
/// <param name="Baseline">Which baseline.</param>
/// <param name="End">The agreed last day; null where none is agreed yet.</param>
/// <param name="Budget">The agreed whole budget; null where none is agreed yet.</param>
public sealed record AgreedPlan(int Baseline, DateOnly? End, decimal? Budget)
{
    /// <summary>Whether a change has ever agreed another budget than the one before; null where the last change was before this was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsRebudgeted { get; init; }

    /// <summary>Number of the baseline by which the budget was agreed anew, the last time; null where it never was, or before this was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BudgetSince { get; init; }

    /// <summary>
    /// Whether what is planned by month from now on is for work that was agreed later, so that what is done stays worth what it was. Until
    /// the budget is agreed anew, months that come in plan what was agreed first, and how much is done is said of all of that.
    /// </summary>
    [JsonIgnore]
    public bool KeepsEarned => Baseline > 1 && IsRebudgeted is not false;
}
