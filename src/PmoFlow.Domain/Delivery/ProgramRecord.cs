using PmoFlow.Domain.Timeline;

namespace PmoFlow.Domain.Delivery;

/// <summary>Projects that bring one outcome together. Which ones, and since when, is written on each project: it is in one program at a time.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">As people say it; no other program has it.</param>
/// <param name="Outcome">What is different once it is over; empty where a file gave only the name.</param>
/// <param name="Unit">The unit that answers for it.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="Timeline">Where its timeline ends.</param>
public sealed record ProgramRecord(
    ProgramId Id, string Name, string Outcome, UnitId Unit, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, TimelineEnd Timeline)
{
    /// <summary>Mail address of who answers for the outcome; null while nobody is named.</summary>
    public string? Owner { get; init; }

    /// <summary>Their name.</summary>
    public string? OwnerName { get; init; }
}
