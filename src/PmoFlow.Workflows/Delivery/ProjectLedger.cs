using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Domain.Timeline;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Webhooks;

namespace PmoFlow.Workflows.Delivery;

/// <summary>
/// The only writer of projects: record and timeline change together in one batch, a step that is run again changes nothing, and
/// lists, summaries and subscribers follow.
/// </summary>
public sealed partial class ProjectLedger(ITableStore tables, SummaryLedger summaries, ActionLedger actions, Transitions transitions, OfficeSettings office, TimeProvider clock)
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
        ProjectRecord project, string step, TimelineDraft draft, Action<TableBatch>? beside = null, ProjectsToPublish? later = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        var (entry, end) = project.Timeline.Next(step, project.CreatedAt, draft);
        var opened = project with { Timeline = end, SaidAt = draft.IsWord ? project.CreatedAt : null };
        var batch = new TableBatch(OfficeTables.Projects.Table, project.Id.Value)
            .Insert(OfficeTables.Projects, OfficeTables.RecordRow, opened)
            .Insert(OfficeTables.ProjectTimeline, OfficeTables.TimelineRow(entry.Sequence), entry);
        beside?.Invoke(batch);
        var pointer = await Point(project.Id, cancellation);
        if (await transitions.Write(pointer, batch, cancellation) is not WriteOutcome.Written)
            opened = await Get(project.Id, cancellation);
        await Publish(project.Id, [], later, CancellationToken.None);
        await transitions.Follow(pointer, CancellationToken.None);
        return opened;
    }

    /// <summary>Enters one step.</summary>
    /// <param name="id">Of which project.</param>
    /// <param name="step">The step's idempotency key.</param>
    /// <param name="draft">What happened; null for a change that is not worth an entry.</param>
    /// <param name="change">What changes with it; pure, it may be called several times.</param>
    /// <param name="beside">Further documents of the project's partition that change in the same batch.</param>
    /// <param name="later">Where many projects change: collects those whose lists and summaries shall follow all at once.</param>
    /// <param name="cancellation">Gives up before the batch is written.</param>
    public async Task<ProjectRecord> Enter(
        ProjectId id, string step, TimelineDraft? draft, Func<ProjectRecord, ProjectRecord> change,
        Action<TableBatch>? beside = null, ProjectsToPublish? later = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var pointer = draft is null ? null : await Point(id, cancellation);
        while (true)
        {
            var stored = await tables.Find(OfficeTables.Projects, new(id.Value, OfficeTables.RecordRow), cancellation)
                ?? throw new KeyNotFoundException($"There is no project {id}.");
            var before = stored.Document;
            if (before.Timeline.Has(step))
            {
                await Publish(id, [before.Unit], later, cancellation);
                await transitions.Follow(pointer, cancellation);
                return before;
            }
            var now = clock.GetUtcNow();
            var after = change(before) with { UpdatedAt = now };
            var batch = new TableBatch(OfficeTables.Projects.Table, id.Value);
            if (draft is not null)
            {
                var (entry, end) = before.Timeline.Next(step, now, draft);
                after = after with { Timeline = end, SaidAt = draft.IsWord ? now : before.SaidAt };
                batch.Insert(OfficeTables.ProjectTimeline, OfficeTables.TimelineRow(entry.Sequence), entry);
            }
            after = after with { IsRenamed = before.IsRenamed || after.Name != before.Name, UnitsLeft = LeftUnit.After(before.UnitsLeft, before.Unit, after.Unit, after.Timeline.Sequence) };
            batch.Replace(OfficeTables.Projects, OfficeTables.RecordRow, after, stored.ETag);
            if (after.Unit != before.Unit || after.Name != before.Name)
                await MoveBenefits(batch, after, cancellation);
            beside?.Invoke(batch);
            if (await transitions.Write(pointer, batch, cancellation) is not WriteOutcome.Written)
                continue;
            // Written is written: who gives up now must not leave lists behind.
            await Publish(id, [before.Unit], later, CancellationToken.None);
            await transitions.Follow(pointer, CancellationToken.None);
            return after;
        }
    }

    /// <summary>Lets lists and summaries follow many projects, as those stand now, with few writes. Safe to repeat.</summary>
    public async Task PublishAll(ProjectsToPublish changed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(changed);
        // Side by side, so that writes of many partitions share a commit.
        var stored = await Task.WhenAll(changed.All.Select(async project =>
        {
            var stands = await Stored(project.Key, cancellation);
            foreach (var unit in project.Value.Concat(stands.Document.UnitsLeft.Select(left => left.Unit)).Where(unit => unit != stands.Document.Unit).Distinct())
                await Leave(unit, stands.Document, cancellation);
            await Rename(stands.Document, cancellation);
            return stands;
        }));
        var projects = stored.Select(stands => stands.Document).ToList();
        await Task.WhenAll([PutRows(OfficeTables.All, projects), .. projects.GroupBy(project => project.Unit).SelectMany(unit => (Task[])
        [
            PutRows(UnitPartition(unit.Key), unit),
            summaries.PutAll(unit.Key, UnitSummary.Now, [.. unit.Select(p => new SummaryPart(PartOf(p.Id), Contributed(p)))], cancellation),
        ]), .. projects.SelectMany(project => project.Programs.Ever().Select(program => (Program: program, Project: project))).GroupBy(member => member.Program)
            .SelectMany(program => (Task[])
        [
            PutRows(ProgramTables.Members(program.Key), program.Select(member => member.Project)),
            summaries.PutAll(ProgramTables.Summary(program.Key), UnitSummary.Now, [.. program.Select(member => new SummaryPart(PartOf(member.Project.Id), InProgram(member.Project, program.Key)))], cancellation),
        ])]);
        // What changed while this was written may have been published before it: those go again, one by one.
        await Task.WhenAll(stored.Select(async before =>
        {
            if ((await Stored(before.Document.Id, cancellation)).ETag != before.ETag)
                await Publish(before.Document.Id, [before.Document.Unit], null, cancellation);
        }));

        Task PutRows(string partition, IEnumerable<ProjectRecord> some) => Task.WhenAll(some.Chunk(ProjectsToPublish.RowsAtOnce).Select(rows =>
        {
            var batch = new TableBatch(OfficeTables.ProjectRows.Table, partition);
            foreach (var project in rows)
                batch.Upsert(OfficeTables.ProjectRows, project.Id.Value, project);
            return tables.Write(batch, cancellation);
        }));
    }

    /// <summary>
    /// Lets lists and summaries follow a project as it stands, until it stands as it was published: of two changes at once, the one
    /// that publishes last would otherwise leave the older of them behind.
    /// </summary>
    private async Task Publish(ProjectId id, IReadOnlyList<UnitId> wasIn, ProjectsToPublish? later, CancellationToken cancellation)
    {
        if (later is not null)
        {
            later.Add(id, wasIn.Count > 0 ? wasIn[0] : null);
            return;
        }
        var left = wasIn.ToHashSet();
        for (Stored<ProjectRecord>? published = null; ;)
        {
            var stands = await Stored(id, cancellation);
            if (stands.ETag == published?.ETag)
                return;
            var project = stands.Document;
            left.UnionWith(project.UnitsLeft.Select(one => one.Unit));
            foreach (var unit in left.Where(unit => unit != project.Unit))
                await Leave(unit, project, cancellation);
            await Rename(project, cancellation);
            left.Add(project.Unit);
            await tables.Upsert(OfficeTables.ProjectRows, new(OfficeTables.All, id.Value), project, cancellation);
            await tables.Upsert(OfficeTables.ProjectRows, new(UnitPartition(project.Unit), id.Value), project, cancellation);
            await summaries.Put(project.Unit, UnitSummary.Now, PartOf(id), Contributed(project), cancellation);
            foreach (var program in project.Programs.Ever())
            {
                await tables.Upsert(OfficeTables.ProjectRows, new(ProgramTables.Members(program), id.Value), project, cancellation);
                await summaries.Put(ProgramTables.Summary(program), UnitSummary.Now, PartOf(id), InProgram(project, program), cancellation);
            }
            published = stands;
        }
    }

    private async Task<Stored<ProjectRecord>> Stored(ProjectId id, CancellationToken cancellation) =>
        await tables.Find(OfficeTables.Projects, new(id.Value, OfficeTables.RecordRow), cancellation)
            ?? throw new KeyNotFoundException($"There is no project {id}.");

    // What it left is told which state left it, so that older news of it that come late change nothing there. That is written last:
    // where it stands, all of this is done.
    private async Task Leave(UnitId unit, ProjectRecord project, CancellationToken cancellation)
    {
        if (project.UnitsLeft.FirstOrDefault(left => left.Unit == unit) is { } gone
            && await tables.Find(OfficeTables.Contributions, new(unit.Value, SummaryRows.Part(UnitSummary.Now, PartOf(project.Id))), cancellation) is { Document: { Amounts.Count: 0 } known }
            && known.Version >= gone.Sequence)
        {
            return;
        }
        await LeaveBenefits(unit, project, cancellation);
        await actions.GoWith(project, cancellation);
        await tables.Delete(OfficeTables.ProjectRows, new(UnitPartition(unit), project.Id.Value), cancellation);
        await summaries.Put(unit, UnitSummary.Now, PartOf(project.Id), Contributed(project).Gone(), cancellation);
    }

    // What it left keeps its row, so that reports of days before still find it; it counts there no more.
    private Contribution InProgram(ProjectRecord project, ProgramId program) =>
        project.Programs.Now() == program ? Contributed(project) : Contributed(project).Gone();

    private Task<TransitionPointer?> Point(ProjectId id, CancellationToken cancellation) => transitions.Point(SubjectKind.Project, id.Value, cancellation);

    private Contribution Contributed(ProjectRecord project) => Measure.Of(project, office.Calendar.DayOf);

    private static string PartOf(ProjectId project) => $"project/{project}";
}
