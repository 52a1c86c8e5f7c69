using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Delivery;

/// <summary>All that the page of a project shows.</summary>
public sealed record ProjectPageModel(
    ProjectRecord Project,
    string UnitName,
    IReadOnlyList<HealthCheckRecord> Health,
    IReadOnlyList<ActionRecord> Actions,
    IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<Person> Leads)
{
    /// <summary>What was typed into one of its forms.</summary>
    public IReadOnlyDictionary<string, string>? Typed { get; init; }

    /// <summary>What is wrong with that.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

internal sealed class ProjectPageReader(ProjectQueries queries, OfficeDirectory directory)
{
    /// <summary>The page of a project, or null where there is none.</summary>
    public async Task<ProjectPageModel?> Read(ProjectId id, CancellationToken cancellation)
    {
        if (await queries.Find(id, cancellation) is not { } project)
            return null;
        var unit = (await directory.Units(cancellation)).FirstOrDefault(unit => unit.Id == project.Unit);
        return new(project, unit?.Name ?? project.Unit.Value, await queries.Health(id, cancellation), await queries.Actions(id, cancellation),
            await queries.Timeline(id, cancellation), await directory.WithRole(Role.DeliveryLead, cancellation));
    }
}
