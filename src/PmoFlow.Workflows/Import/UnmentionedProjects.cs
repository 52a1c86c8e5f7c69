using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Import;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Import;

/// <summary>
/// Projects that came with an earlier file and are not in a later one of the same units: over, as far as those who write the files
/// know. One that was born from a request is never meant: it ends where its lead says so.
/// </summary>
internal sealed class UnmentionedProjects(ITableStore tables, ProjectLedger ledger, ProjectDesk desk)
{
    /// <summary>Closes them where the mapping asks for it; safe to repeat.</summary>
    /// <returns>How many are closed.</returns>
    public async Task<int> Close(ImportRecord import, IReadOnlyList<RowPlan> rows, CancellationToken cancellation)
    {
        var taken = rows.Where(row => row is { Project: not null, Period: not null, Action: not RowAction.NotTaken }).ToList();
        if (!import.Mapping.CloseUnmentioned || import.Kind != ImportKind.Projects || taken.Count == 0)
            return 0;
        var latest = taken.MaxBy(row => PeriodText.Order(row.Period!), StringComparer.Ordinal)!.Period!;
        var mentioned = taken.Where(row => row.Period == latest).Select(row => row.Project!.Value).ToHashSet();
        var all = await tables.Scan(OfficeTables.ProjectRows, OfficeTables.All, cancellation: cancellation).Select(row => row.Document).ToListAsync(cancellation);
        var units = all.Where(project => mentioned.Contains(project.Id)).Select(project => project.Unit).ToHashSet();
        var gone = all.Where(project => project is { Request: null, RatedPeriod: { } rated } && units.Contains(project.Unit) && !mentioned.Contains(project.Id)
            && string.CompareOrdinal(PeriodText.Order(rated), PeriodText.Order(latest)) < 0
            && (project.State == ProjectState.Active || project.LeftOut == latest)).ToList();
        foreach (var project in gone.Where(project => project.State == ProjectState.Active))
        {
            await ledger.Enter(project.Id, $"{import.Id}|{import.Run}|left-out", null, before => before with { LeftOut = latest }, cancellation: cancellation);
            await desk.Close(project.Id, new Actor(import.By, import.ByName), $"{import.File.Name} does not name it any more for {latest}; last rated for {project.RatedPeriod}.", cancellation);
        }
        return gone.Count;
    }
}
