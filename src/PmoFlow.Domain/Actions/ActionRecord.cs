namespace PmoFlow.Domain.Actions;

/// <summary>An improvement action: somebody does something by a day.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Project">For which project.</param>
/// <param name="ProjectName">That project's name.</param>
/// <param name="Unit">That project's unit.</param>
/// <param name="Owner">Mail address of who does it.</param>
/// <param name="OwnerName">Their name.</param>
/// <param name="Because">Why it was opened, as a sentence.</param>
/// <param name="OpenedAt">UTC.</param>
/// <param name="Due">UTC.</param>
/// <param name="State">Whether it is done.</param>
public sealed record ActionRecord(
    ActionId Id,
    string Title,
    ProjectId Project,
    string ProjectName,
    UnitId Unit,
    string Owner,
    string OwnerName,
    string Because,
    DateTimeOffset OpenedAt,
    DateTimeOffset Due,
    ActionState State)
{
    /// <summary>What was done, or why it was dropped.</summary>
    public string? Note { get; init; }

    /// <summary>Who closed it.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>Whether an action is done.</summary>
public enum ActionState
{
    /// <summary>To be done.</summary>
    Open,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Not needed any more.</summary>
    Dropped,
}
