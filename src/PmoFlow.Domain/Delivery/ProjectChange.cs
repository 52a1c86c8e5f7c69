using PmoFlow.Domain.Money;

namespace PmoFlow.Domain.Delivery;

/// <summary>A change to what was agreed about a project, for somebody to decide. Nothing changes until it is approved.</summary>
/// <param name="Number">From 1 within the project; people quote it as <c>C3</c>.</param>
/// <param name="Title">One line.</param>
/// <param name="Because">Why it is needed, and what happens without it.</param>
/// <param name="AskedBy">Mail address of who asks.</param>
/// <param name="AskedAt">UTC.</param>
/// <param name="State">What became of it.</param>
public sealed record ProjectChange(int Number, string Title, string Because, string AskedBy, DateTimeOffset AskedAt, ChangeState State)
{
    /// <summary>Most that one change touches.</summary>
    public const int Most = 200;

    /// <summary>What is added to the scope or taken from it; null where it stays.</summary>
    public string? Scope { get; init; }

    /// <summary>The new last day; null where it stays.</summary>
    public DateOnly? End { get; init; }

    /// <summary>The new whole budget; null where it stays.</summary>
    public decimal? Budget { get; init; }

    /// <summary>New days of milestones.</summary>
    public IReadOnlyList<ChangedMilestone> Milestones { get => field ?? []; init; }

    /// <summary>New budgets of months.</summary>
    public IReadOnlyList<MonthOfMoney> Months { get => field ?? []; init; }

    /// <summary>The gate that decides it.</summary>
    public int Gate { get; init; }

    /// <summary>What was agreed before, each in words beside what it becomes.</summary>
    public IReadOnlyList<ChangedFact> Facts { get => field ?? []; init; }

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>How people quote it.</summary>
    public string Quoted => FormattableString.Invariant($"C{Number}");

    /// <summary>What is wrong with it, if anything.</summary>
    public IReadOnlyList<FieldError> Problems(MilestonePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(Title))
            errors.Add(new("title", "Say in one line what changes."));
        if (string.IsNullOrWhiteSpace(Because))
            errors.Add(new("because", "Say why, and what happens without it."));
        if (Budget < 0 || Months.Any(month => month.Budget is null or < 0))
            errors.Add(new(Budget < 0 ? "budget" : "months", "A budget cannot be below 0."));
        if (Milestones.Count > Most || Months.Count > Most)
            errors.Add(new("milestones", $"At most {Most} milestones or months in one change."));
        foreach (var changed in Milestones.Where(changed => plan.Milestones.All(milestone => milestone.Name != changed.Name)))
            errors.Add(new("milestones", $"There is no milestone '{changed.Name}'."));
        foreach (var reached in plan.Milestones.Where(milestone => milestone.Actual is not null && Milestones.Any(changed => changed.Name == milestone.Name)))
            errors.Add(new("milestones", $"{reached.Title} has been reached; its agreed day stays."));
        if (Scope is null && End is null && Budget is null && Milestones.Count == 0 && Months.Count == 0)
            errors.Add(new("scope", "Say what is to change: scope, end, budget, a milestone or a month."));
        return errors;
    }
}

/// <summary>A milestone's new day.</summary>
/// <param name="Name">Which milestone.</param>
/// <param name="Day">The new agreed day; null where the milestone is dropped.</param>
public sealed record ChangedMilestone(string Name, DateOnly? Day);

/// <summary>One thing that a change changes, in words.</summary>
public sealed record ChangedFact(string What, string Before, string After);

/// <summary>What became of a change.</summary>
public enum ChangeState
{
    /// <summary>It is being decided.</summary>
    Asked,

    /// <summary>It is agreed, and the baseline follows it.</summary>
    Approved,

    /// <summary>It is not; nothing changed.</summary>
    Declined,

    /// <summary>Not needed any more.</summary>
    Void,
}
