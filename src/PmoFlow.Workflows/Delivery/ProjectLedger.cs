using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>
/// The only writer of projects: record and timeline change together in one batch, a step that is run again changes nothing, and
/// lists and summaries follow.
/// </summary>
public sealed class ProjectLedger(ITableStore tables, SummaryLedger summaries, TimeProvider clock)
{
    /// <summary>The partition of a unit's projects.</summary>
    public static string UnitPartition(UnitId unit) => $"unit/{unit}";

    /// <summary>A project as it stands, or null.</summary>
    public async Task<ProjectRecord?> Find(ProjectId id, CancellationToken cancellation = default) =>
        (await tables.Find(OfficeTables.Projects, new(id.Value, OfficeTables.RecordRow), cancellation))?.Document;

    /// <summary>A project that must be there.</summary>
    /// <exception cref="KeyNotFoundException">It is not.</exception>
    public async Task<ProjectRecord> Get(ProjectId id, CancellationToken cancellation = default) =>
        await Find(id, cancellation) ?? throw new KeyNotFoundException($"There is no project {id}.");

    /// <summary>Writes a new project with its first timeline entry; where that number is taken, gives what is there.</summary>
    public async Task<ProjectRecord> Open(
        ProjectRecord project, string step, TimelineDraft draft, Action<TableBatch>? beside = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        var (entry, end) = project.Timeline.Next(step, project.CreatedAt, draft);
        var opened = project with { Timeline = end };
        var batch = new TableBatch(OfficeTables.Projects.Table, project.Id.Value)
            .Insert(OfficeTables.Projects, OfficeTables.RecordRow, opened)
            .Insert(OfficeTables.ProjectTimeline, OfficeTables.TimelineRow(entry.Sequence), entry);
        beside?.Invoke(batch);
        if (await tables.Write(batch, cancellation) is not WriteOutcome.Written)
            opened = await Get(project.Id, cancellation);
        await Publish(null, opened, cancellation);
        return opened;
    }

    /// <summary>Enters one step.</summary>
    /// <param name="id">Of which project.</param>
    /// <param name="step">The step's idempotency key.</param>
    /// <param name="draft">What happened; null for a change that is not worth an entry.</param>
    /// <param name="change">What changes with it; pure, it may be called several times.</param>
    /// <param name="beside">Further documents of the project's partition that change in the same batch.</param>
    /// <param name="cancellation">Gives up before the batch is written.</param>
    public async Task<ProjectRecord> Enter(
        ProjectId id, string step, TimelineDraft? draft, Func<ProjectRecord, ProjectRecord> change,
        Action<TableBatch>? beside = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        while (true)
        {
            var stored = await tables.Find(OfficeTables.Projects, new(id.Value, OfficeTables.RecordRow), cancellation)
                ?? throw new KeyNotFoundException($"There is no project {id}.");
            var before = stored.Document;
            if (before.Timeline.Has(step))
            {
                await Publish(before, before, cancellation);
                return before;
            }
            var now = clock.GetUtcNow();
            var after = change(before) with { UpdatedAt = now };
            var batch = new TableBatch(OfficeTables.Projects.Table, id.Value);
            if (draft is not null)
            {
                var (entry, end) = before.Timeline.Next(step, now, draft);
                after = after with { Timeline = end };
                batch.Insert(OfficeTables.ProjectTimeline, OfficeTables.TimelineRow(entry.Sequence), entry);
            }
            batch.Replace(OfficeTables.Projects, OfficeTables.RecordRow, after, stored.ETag);
            beside?.Invoke(batch);
            if (await tables.Write(batch, cancellation) is not WriteOutcome.Written)
                continue;
            await Publish(before, after, cancellation);
            return after;
        }
    }

    private async Task Publish(ProjectRecord? before, ProjectRecord after, CancellationToken cancellation)
    {
        var of = $"project/{after.Id}";
        if (before is not null && before.Unit != after.Unit)
        {
            await tables.Delete(OfficeTables.ProjectRows, new(UnitPartition(before.Unit), after.Id.Value), cancellation);
            await summaries.Put(before.Unit, UnitSummary.Now, of, null, cancellation);
        }
        await tables.Upsert(OfficeTables.ProjectRows, new(OfficeTables.All, after.Id.Value), after, cancellation);
        await tables.Upsert(OfficeTables.ProjectRows, new(UnitPartition(after.Unit), after.Id.Value), after, cancellation);
        await summaries.Put(after.Unit, UnitSummary.Now, of, Measure.Of(after), cancellation);
    }
}
