namespace PmoFlow.Domain.Delivery;

/// <summary>What one project needs of another.</summary>
/// <param name="Project">Who needs it.</param>
/// <param name="On">Of which project.</param>
/// <param name="What">What is needed, in one line.</param>
/// <param name="NeededBy">By which day.</param>
/// <param name="Milestone">With which milestone of the other it comes; null where none is named.</param>
public sealed record ProjectDependency(ProjectId Project, ProjectId On, string What, DateOnly? NeededBy, string? Milestone);

/// <summary>All that a project needs of others.</summary>
public sealed record DependencyList(IReadOnlyList<ProjectDependency> Dependencies)
{
    /// <summary>More cannot be watched.</summary>
    public const int Most = 50;

    /// <summary>None.</summary>
    public static readonly DependencyList Empty = new([]);
}
