using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Which projects to list, by number.</summary>
/// <param name="Unit">Only this unit's.</param>
/// <param name="Rating">Only those rated so.</param>
/// <param name="State">Only those in this state.</param>
/// <param name="Text">Only those whose number, name or lead contains this, without regard to case.</param>
/// <param name="Cursor">Where the last page ended.</param>
/// <param name="PageSize">At most so many.</param>
public sealed record ProjectListQuery(
    UnitId? Unit = null, HealthRating? Rating = null, ProjectState? State = null, string? Text = null, string? Cursor = null, int PageSize = 50);

/// <summary>Reads projects.</summary>
public sealed class ProjectQueries(ITableStore tables, ProjectLedger ledger)
{
    /// <summary>A project as it stands, or null.</summary>
    public Task<ProjectRecord?> Find(ProjectId id, CancellationToken cancellation = default) => ledger.Find(id, cancellation);

    /// <summary>Its timeline from the beginning.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> Timeline(ProjectId id, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.ProjectTimeline, id.Value, RowRange.StartingWith("timeline|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>Its health checks, oldest period first.</summary>
    public async Task<IReadOnlyList<HealthCheckRecord>> Health(ProjectId id, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.HealthChecks, id.Value, RowRange.StartingWith("health|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>Its actions, those due first on top.</summary>
    public async Task<IReadOnlyList<ActionRecord>> Actions(ProjectId id, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.ActionRows, ActionLedger.ProjectPartition(id), cancellation: cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>Projects by number, a page at a time.</summary>
    public async Task<Page<ProjectRecord>> List(ProjectListQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var partition = query.Unit is { } unit ? ProjectLedger.UnitPartition(unit) : OfficeTables.All;
        return await tables.Page(OfficeTables.ProjectRows, partition, query.Cursor, query.PageSize, project =>
            (query.Rating is null || project.Rating == query.Rating)
            && (query.State is null || project.State == query.State)
            && Paging.Contains(query.Text, project.Id.Value, project.Name, project.LeadName), cancellation);
    }
}
