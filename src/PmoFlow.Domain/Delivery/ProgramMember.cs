using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Delivery;

/// <summary>A project of a program on a day.</summary>
/// <param name="Project">As it stands now.</param>
/// <param name="Since">Since when it belongs to the program.</param>
/// <param name="IsActive">Whether it was under way on that day.</param>
/// <param name="Rating">How it was rated on that day; unknown where nothing is known of it.</param>
/// <param name="Budget">Its budget on that day; null where none was known.</param>
public sealed record ProgramMember(ProjectRecord Project, DateOnly Since, bool IsActive, HealthRating Rating, decimal? Budget)
{
    /// <summary>When that was last changed, UTC; null where nothing is known of that day.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}

/// <summary>A project came to a program, or left it.</summary>
/// <param name="On">First day.</param>
/// <param name="Project">Which.</param>
/// <param name="Came">Whether it came.</param>
public sealed record ProgramMove(DateOnly On, ProjectRecord Project, bool Came)
{
    /// <summary>Every coming and going of a program, the latest first.</summary>
    public static IReadOnlyList<ProgramMove> Of(ProgramId program, IEnumerable<ProjectRecord> projects) =>
    [
        .. projects.Select(project => (Project: project, Held: project.Programs.Held())).SelectMany(of => of.Held.Select((placing, at) => placing.Program == program ? new ProgramMove(placing.From, of.Project, true)
                : at > 0 && of.Held[at - 1].Program == program ? new ProgramMove(placing.From, of.Project, false) : null))
            .OfType<ProgramMove>().OrderByDescending(move => move.On).ThenBy(move => move.Project.Id.Value, StringComparer.Ordinal),
    ];
}
