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
    public int? Late(MilestonePlan other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var comes = other.Milestones.FirstOrDefault(milestone => milestone.Name == Milestone)?.Expected;
        return NeededBy is { } needed && comes is { } day ? Math.Max(0, day.DayNumber - needed.DayNumber) : null;
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
