using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Import;

/// <summary>Decides what happens with each row of a file, as the office stands now, and stores it. Nothing else is changed.</summary>
internal sealed class ImportPlans(ITableStore tables, ImportedRows rows, ProjectIdentities identities, LifecycleLibrary lifecycles)
{
    /// <summary>Plans every row.</summary>
    public Task<ImportSummary> Plan(ImportRecord import, CancellationToken cancellation) =>
        import.Kind == ImportKind.Projects ? PlanProjects(import, cancellation) : PlanDemand(import, cancellation);

    /// <summary>How demand is read: by the form that requests begin with, from whoever uploaded it where a row does not say.</summary>
    public DemandRowReader DemandReader(ImportRecord import) => new(
        lifecycles.Current(RequestDesk.StandardLifecycle)?.Form ?? lifecycles.All[0].Form,
        import.Mapping.RequesterEmail is { Length: > 0 } email ? new(email, email) : new(import.ByName, import.By));

    private async Task<ImportSummary> PlanProjects(ImportRecord import, CancellationToken cancellation)
    {
        var planner = new ProjectPlanner(await identities.Load(cancellation));
        var (chunks, leads) = (new List<(int Chunk, List<int> Rows)>(), new HashSet<int>());
        await foreach (var chunk in rows.Chunks(import.Id, cancellation))
        {
            chunks.Add((chunk.Chunk, [.. chunk.Rows.Select(r => r.Row)]));
            foreach (var row in chunk.Rows)
            {
                var read = Read(import, row);
                if (read is ReadRow<ProjectRow>.Read(var project) && project.LeadEmail is not null)
                    leads.Add(row.Row);
                planner.Add(new(row.Row, read));
            }
        }
        var plans = planner.Plan().ToDictionary(p => p.Row);
        foreach (var (chunk, numbers) in chunks)
            await rows.Put(import.Id, new(chunk, [.. numbers.Select(n => plans[n])]), cancellation);
        var led = plans.Values.Where(p => leads.Contains(p.Row)).Select(p => p.Project).ToHashSet();
        return ImportSummary.Of(plans.Values.OrderBy(p => p.Row)) with
        {
            WithoutLead = import.Mapping.StartHealthChecks ? plans.Values.Count(p => p.Action != RowAction.NotTaken && !led.Contains(p.Project)) : 0,
        };
    }

    private async Task<ImportSummary> PlanDemand(ImportRecord import, CancellationToken cancellation)
    {
        var (planner, reader, all) = (new DemandPlanner(), DemandReader(import), new List<RowPlan>());
        await foreach (var chunk in rows.Chunks(import.Id, cancellation))
        {
            var plans = new List<RowPlan>();
            foreach (var row in chunk.Rows)
            {
                var read = row.Broken is { } broken ? new ReadRow<DemandRow>.NotTaken(broken) : reader.Read(import.Mapping, row.Cells);
                plans.Add(planner.Plan(row.Row, read, await Known(read, cancellation)));
            }
            await rows.Put(import.Id, new(chunk.Chunk, plans), cancellation);
            all.AddRange(plans);
        }
        return ImportSummary.Of(all);
    }

    /// <summary>Reads one row of a project file.</summary>
    public static ReadRow<ProjectRow> Read(ImportRecord import, FileRow row) =>
        row.Broken is { } broken ? new ReadRow<ProjectRow>.NotTaken(broken) : ProjectRowReader.Read(import.Mapping, row.Cells);

    private async Task<RequestId?> Known(ReadRow<DemandRow> row, CancellationToken cancellation) => row is ReadRow<DemandRow>.Read(var read)
        ? (await tables.Find(ImportTables.Demand, ImportTables.DemandKey(read.Key), cancellation))?.Document.Request
        : null;
}
