namespace PmoFlow.Domain.Delivery;

/// <summary>What one project needs of another.</summary>
/// <param name="Project">Who needs it.</param>
/// <param name="On">Of which project.</param>
/// <param name="What">What is needed, in one line.</param>
/// <param name="NeededBy">By which day.</param>
/// <param name="Milestone">With which milestone of the other it comes; null where none is named.</param>
public sealed record ProjectDependency(ProjectId Project, ProjectId On, string What, DateOnly? NeededBy, string? Milestone)
{
    /// <summary>Days by which it comes too late; null where either day is not known.</summary>
    /// <param name="other">The other project's milestones.</param>
    /// <param name="today">What is not reached cannot come before.</param>
    public int? Late(MilestonePlan other, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(other);
        return NeededBy is { } needed && With(other, today)?.Day is { } day ? Math.Max(0, day.DayNumber - needed.DayNumber) : null;
    }

    /// <summary>The milestone with which it comes; null where none is named, or the other has it no more.</summary>
    /// <param name="other">The other project's milestones.</param>
    /// <param name="today">What is not reached cannot come before.</param>
    public MilestoneOutlook? With(MilestonePlan other, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Milestone is null ? null : other.Outlooks(today).FirstOrDefault(outlook => outlook.Milestone.Name == Milestone);
    }
}

/// <summary>All that a project needs of others.</summary>
public sealed record DependencyList(IReadOnlyList<ProjectDependency> Dependencies)
{
    /// <summary>More cannot be watched.</summary>
    public const int Most = 50;

    /// <summary>None.</summary>
    public static readonly DependencyList Empty = new([]);
}
