using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>The portfolio at a glance.</summary>
/// <param name="Period">What it is of: a period, or <see cref="UnitSummary.Now"/>.</param>
/// <param name="AsOf">When the newest of its numbers changed, UTC; null for an empty office.</param>
/// <param name="Units">One row per unit that has anything, with the unit's name.</param>
/// <param name="Overdue">Open requests whose wait is past its deadline.</param>
/// <param name="ActionsDue">Open actions, those due first on top.</param>
/// <param name="NeedAttention">Active projects rated red or amber/red, worst first.</param>
/// <param name="Periods">Every period that can be asked for, newest first.</param>
public sealed record PortfolioDashboard(
    string Period,
    DateTimeOffset? AsOf,
    IReadOnlyList<UnitRow> Units,
    IReadOnlyList<RequestRow> Overdue,
    IReadOnlyList<ActionRecord> ActionsDue,
    IReadOnlyList<ProjectRecord> NeedAttention,
    IReadOnlyList<string> Periods)
{
    /// <summary>A measure over all units.</summary>
    public decimal Total(string measure) => Units.Sum(unit => unit.Summary.Total(measure));
}

/// <summary>One unit's row.</summary>
public sealed record UnitRow(Unit Unit, UnitSummary Summary);

/// <summary>Reads dashboards: summary rows and the tops of lists, never the whole estate.</summary>
public sealed class DashboardQueries(
    ITableStore tables, OfficeDirectory directory, RequestQueries requests, ActionDesk actions, ProjectQueries projects, TimeProvider clock)
{
    private const int Top = 10;

    /// <summary>The portfolio now, or the ratings of a period.</summary>
    public async Task<PortfolioDashboard> Portfolio(string? period = null, CancellationToken cancellation = default)
    {
        period = string.IsNullOrWhiteSpace(period) ? UnitSummary.Now : period;
        var units = await Units(period, cancellation);
        var now = clock.GetUtcNow();
        var overdue = (await requests.WorkList(cancellation))
            .Where(row => row.Waiting is [{ Due: { } due }, ..] && due < now).Take(Top).ToList();
        var due = await actions.List(new ActionListQuery(PageSize: Top), cancellation);
        return new(period, units.Count == 0 ? null : units.Max(unit => unit.Summary.UpdatedAt), units, overdue, due.Rows,
            await NeedAttention(cancellation), await Periods(cancellation));
    }

    private async Task<IReadOnlyList<UnitRow>> Units(string period, CancellationToken cancellation)
    {
        var known = (await directory.Units(cancellation)).ToList();
        if (known.All(unit => unit.Id != RequestLists.NoUnit))
            known.Add(new Unit(RequestLists.NoUnit, "No unit"));
        var rows = new List<UnitRow>();
        foreach (var unit in known)
        {
            var stored = await tables.Find(OfficeTables.Summaries, new(unit.Id.Value, SummaryLedger.SummaryRow(period)), cancellation);
            if (stored is { Document: { Totals.Count: > 0 } summary })
                rows.Add(new(unit, summary));
        }
        return [.. rows.OrderBy(row => row.Unit.Name, StringComparer.CurrentCulture)];
    }

    private async Task<IReadOnlyList<ProjectRecord>> NeedAttention(CancellationToken cancellation)
    {
        var worst = new List<ProjectRecord>();
        foreach (var rating in new[] { HealthRating.Red, HealthRating.AmberRed })
        {
            var page = await projects.List(new ProjectListQuery(Rating: rating, State: ProjectState.Active, PageSize: Top), cancellation);
            worst.AddRange(page.Rows);
        }
        return [.. worst.Take(Top)];
    }

    private async Task<IReadOnlyList<string>> Periods(CancellationToken cancellation) =>
        [.. (await tables.Scan(OfficeTables.Periods, "periods", cancellation: cancellation)
            .Select(stored => stored.Document.Period).ToListAsync(cancellation)).OrderDescending(StringComparer.Ordinal)];
}
