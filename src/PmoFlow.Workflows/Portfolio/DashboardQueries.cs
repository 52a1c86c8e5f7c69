using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;
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
/// <param name="Units">One row per unit that has anything of its own, with the unit's name.</param>
/// <param name="Overdue">Open requests that were due on a day that is over, that due first on top.</param>
/// <param name="ActionsDue">Open actions, those due first on top.</param>
/// <param name="NeedAttention">Active projects rated red or amber/red, and those of which nobody says anything, worst first.</param>
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

/// <summary>Reads the whole portfolio for programs: summary rows and the tops of lists, never the whole estate.</summary>
public sealed class DashboardQueries(
    ITableStore tables, Boards boards, OfficeDirectory directory, RequestLedger requests, ActionDesk actions, ProjectLedger projects)
{
    private const int Top = 10;

    /// <summary>The portfolio now, or the ratings of a period.</summary>
    public async Task<PortfolioDashboard> Portfolio(string? period = null, CancellationToken cancellation = default)
    {
        period = string.IsNullOrWhiteSpace(period) ? UnitSummary.Now : period;
        var board = await boards.Now(cancellation);
        var units = period == UnitSummary.Now ? Units(board) : await Units(period, cancellation);
        var due = await actions.List(new ActionListQuery(PageSize: Top), cancellation);
        return new(period, units.Count == 0 ? null : units.Max(unit => unit.Summary.UpdatedAt), units,
            await Overdue(board, cancellation), due.Rows, await NeedAttention(board, cancellation), await Periods(cancellation));
    }

    /// <summary>Every period that some summary exists for, newest first.</summary>
    public async Task<IReadOnlyList<string>> Periods(CancellationToken cancellation = default) =>
        [.. (await tables.Scan(OfficeTables.Periods, "periods", cancellation: cancellation)
            .Select(stored => stored.Document.Period).ToListAsync(cancellation)).OrderDescending(StringComparer.Ordinal)];

    /// <summary>What each unit has of its own in a period.</summary>
    public async Task<IReadOnlyList<UnitRow>> Units(string period, CancellationToken cancellation = default)
    {
        var known = Boards.Known(await directory.Units(cancellation));
        var read = await Task.WhenAll(known.Select(async unit =>
            (Unit: unit, (await tables.Find(OfficeTables.Summaries, new(unit.Id.Value, SummaryRows.Sum(period)), cancellation))?.Document)));
        return ByName(read.Where(row => row.Document is { Totals.Count: > 0 }).Select(row => new UnitRow(row.Unit, row.Document!)));
    }

    private static List<UnitRow> Units(Board board) =>
        ByName(board.Tree.All.Select(node => (Node: node, State: board.Rows.GetValueOrDefault(node.Id)))
            .Where(row => row.State is { Summary.Totals.Count: > 0 })
            .Select(row => new UnitRow(new Unit(row.Node.Id, row.Node.Name, row.Node.Parent), row.State!.Summary)));

    private static List<UnitRow> ByName(IEnumerable<UnitRow> rows) => [.. rows.OrderBy(row => row.Unit.Name, StringComparer.CurrentCulture)];

    private async Task<IReadOnlyList<RequestRow>> Overdue(Board board, CancellationToken cancellation)
    {
        var late = board.Late(null).Where(late => late.Of.StartsWith("request/", StringComparison.Ordinal)).Take(Top);
        var found = await Task.WhenAll(late.Select(one => requests.Find(new RequestId(one.Of["request/".Length..]), cancellation)));
        return [.. found.OfType<RequestRecord>().Select(RequestRow.Of)];
    }

    private async Task<IReadOnlyList<ProjectRecord>> NeedAttention(Board board, CancellationToken cancellation)
    {
        var worst = board.Worst(null).Where(worst => worst.Subject is { Rating: Domain.Health.HealthRating.Red or Domain.Health.HealthRating.AmberRed } or { IsSilent: true }).Take(Top);
        var found = await Task.WhenAll(worst.Select(one => projects.Find(new ProjectId(one.Of["project/".Length..]), cancellation)));
        return [.. found.OfType<ProjectRecord>()];
    }
}
