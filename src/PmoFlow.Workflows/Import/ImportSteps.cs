using System.Collections.Concurrent;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Import;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Workflows.Import;

/// <summary>Bodies of <see cref="ImportActivities"/>.</summary>
internal sealed class ImportSteps(
    ITableStore tables, ImportedRows rows, ImportPlans plans, ImportUnits units, ProjectIdentities identities, ProjectIntake projects,
    ProjectLedger ledger, SummaryLedger summaries, DemandIntake demand, UnmentionedProjects unmentioned, ProgramDesk programs, TimeProvider clock)
{
    // All rows of a chunk side by side: their writes share commits.
    private const int AtOnce = ImportLimits.ChunkRows;

    public async Task<ImportProgress> Plan(ActivityContext activity, ImportFileInput input)
    {
        var import = await Get(input.Import, activity.Stopping);
        var summary = await plans.Plan(import, activity.Stopping);
        await Change(input.Import, i => i with { Summary = summary, RowsDone = 0 }, activity.Stopping);
        return new(input.Import, input.Run, import.File.Rows, 0, import.File.Chunks);
    }

    public async Task<int> Import(ActivityContext activity, RowsToImport input)
    {
        var import = await Get(input.Import, activity.Stopping);
        var (chunk, plan) = await rows.Chunk(input.Import, input.Chunk, activity.Stopping);
        var cells = chunk.Rows.ToDictionary(r => r.Row);
        if (import.Kind == ImportKind.Projects)
            await Projects(import, plan, cells, activity.Stopping);
        else
            await rows.Put(input.Import, plan with { Rows = await Demand(import, plan, cells, activity.Stopping) }, activity.Stopping);
        await Change(input.Import, i => i with { RowsDone = input.RowsBefore + plan.Rows.Count }, activity.Stopping);
        return plan.Rows.Count;
    }

    public async Task<ImportProgress> Finish(ActivityContext activity, ImportFileInput input)
    {
        var all = new List<RowPlan>();
        await foreach (var chunk in rows.Plans(input.Import, 0, activity.Stopping))
            all.AddRange(chunk.Rows);
        var summary = ImportSummary.Of(all);
        var closed = await unmentioned.Close(await Get(input.Import, activity.Stopping), all, activity.Stopping);
        var import = await Change(input.Import, i => i with
        {
            Summary = summary with { WithoutLead = i.Summary.WithoutLead },
            State = ImportState.Finished,
            Closed = closed,
            RowsDone = i.File.Rows,
            FinishedAt = i.State == ImportState.Finished ? i.FinishedAt : clock.GetUtcNow(),
        }, activity.Stopping);
        var turn = new TableKey(ImportTables.Turns, import.Kind.ToString());
        if ((await tables.Find(ImportTables.Turn, turn, activity.Stopping))?.Document == new ImportTurn(input.Import, input.Run))
            await tables.Delete(ImportTables.Turn, turn, activity.Stopping);
        return new(input.Import, input.Run, import.File.Rows, import.RowsDone, import.File.Chunks);
    }

    private async Task Projects(ImportRecord import, PlanChunk plan, Dictionary<int, FileRow> cells, CancellationToken cancellation)
    {
        var read = plan.Rows
            .Where(p => p.Action is RowAction.NewProject or RowAction.NextRating or RowAction.Correction)
            .Select(p => (Plan: p, Row: ImportPlans.Read(import, cells[p.Row]) as ReadRow<ProjectRow>.Read))
            .Where(r => r.Row is not null && r.Plan.Project is not null)
            .Select(r => (r.Plan, r.Row!.Row)).ToList();
        var unitOf = await units.Resolve(read.Select(r => r.Row.Sighting.Unit), cancellation);
        var programOf = await ProgramsOf(import, read.Select(r => (r.Row.Program, unitOf[r.Row.Sighting.Unit])), cancellation);
        var (seen, effects) = (new ConcurrentBag<ProjectIdentity>(), new IntakeEffects());
        // Rows of one project one after the other; projects side by side, so that their writes share a commit.
        await Parallel.ForEachAsync(read.GroupBy(r => r.Plan.Project!.Value),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (project, stop) =>
        {
            var known = await identities.Find(project.Key, stop);
            foreach (var (rowPlan, row) in project.OrderBy(r => PeriodText.Order(r.Row.Sighting.Period), StringComparer.Ordinal))
            {
                var intake = new ProjectRowIntake(import, rowPlan.Row, project.Key, row, unitOf[row.Sighting.Unit])
                {
                    Program = row.Program is { } program ? programOf[program] : null,
                };
                known = await projects.Take(intake, known, effects, stop);
            }
            seen.Add(known!);
        });
        await effects.Apply(ledger, summaries, cancellation);
        // Last: until then a repeat of this chunk finds what the projects were known by before.
        await identities.Save(seen, cancellation);
    }

    // One after the other: two names that people take for the same make one program. Its unit is that of its first project.
    private async Task<Dictionary<string, ProgramRecord>> ProgramsOf(
        ImportRecord import, IEnumerable<(string? Program, UnitId Unit)> named, CancellationToken cancellation)
    {
        var known = new Dictionary<string, ProgramRecord>(StringComparer.Ordinal);
        foreach (var (name, unit) in named)
        {
            if (name is not null && !known.ContainsKey(name))
                known[name] = await programs.Named(name, unit, import.RunBy ?? import.By, import.File.Name, cancellation);
        }
        return known;
    }

    private async Task<IReadOnlyList<RowPlan>> Demand(
        ImportRecord import, PlanChunk plan, Dictionary<int, FileRow> cells, CancellationToken cancellation)
    {
        var (reader, after) = (plans.DemandReader(import), new RowPlan[plan.Rows.Count]);
        await Parallel.ForEachAsync(Enumerable.Range(0, plan.Rows.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (i, stop) =>
        {
            var row = plan.Rows[i];
            after[i] = row.Action == RowAction.NewRequest && reader.Read(import.Mapping, cells[row.Row].Cells) is ReadRow<DemandRow>.Read(var read)
                ? await demand.Take(row, read, stop)
                : row;
        });
        return after;
    }

    private async Task<ImportRecord> Get(string id, CancellationToken cancellation) =>
        (await tables.Find(ImportTables.Imports, new(ImportTables.All, id), cancellation))?.Document
        ?? throw new PermanentFailureException($"There is no import {id}.");

    private async Task<ImportRecord> Change(string id, Func<ImportRecord, ImportRecord> change, CancellationToken cancellation) =>
        (await tables.Change(ImportTables.Imports, new(ImportTables.All, id), import => import is null ? null : change(import), cancellation))!;
}
