using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>Reads what one unit has of its own, now and on past days: single rows and the tops of lists.</summary>
public sealed class BoardRows(ITableStore tables, OfficeSettings office, TimeProvider clock)
{
    /// <summary>So much of a list stands on a board.</summary>
    public const int Top = 10;

    /// <summary>What a unit has now; null for nothing, ever.</summary>
    public async Task<UnitState?> Now(UnitId unit, DateOnly today, CancellationToken cancellation = default)
    {
        var stored = await tables.Find(OfficeTables.Summaries, new(unit.Value, SummaryRows.Sum(UnitSummary.Now)), cancellation);
        if (stored is null)
            return null;
        return new(stored.Document, await List(unit, SummaryRows.DueBefore(clock.GetUtcNow()),
            late => late.Subject?.Due is { } due && office.Calendar.DayOf(due) < today, cancellation),
            await List(unit, SummaryRows.WorstTo(HealthRating.Amber), _ => true, cancellation))
        {
            Quiet = await List(unit, SummaryRows.Quiet, _ => true, cancellation),
        };
    }

    /// <summary>What a unit had at the end of a day; lists of what was to be done then are of no use to anybody, and empty.</summary>
    public async Task<UnitState?> At(UnitId unit, DateOnly day, CancellationToken cancellation = default)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        var stood = await Last(unit, new(SummaryRows.Day(month), SummaryRows.Day(day.AddDays(1))), cancellation)
            ?? await Last(unit, new("month|", SummaryRows.Month(SummaryRows.MonthOf(month))), cancellation);
        return stood is null ? null : new(stood, [], []);
    }

    /// <summary>What a unit had at the end of each month in which that changed, oldest first.</summary>
    public async Task<IReadOnlyList<UnitSummary>> Months(UnitId unit, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.Summaries, unit.Value, RowRange.StartingWith("month|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>Projects of a unit, the worst rated on top, of one rating the largest; at most so many.</summary>
    public async Task<IReadOnlyList<Contribution>> Projects(UnitId unit, int most, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.Contributions, unit.Value, SummaryRows.WorstTo(HealthRating.Green), cancellation)
            .Select(stored => stored.Document).Take(most).ToListAsync(cancellation);

    private async Task<IReadOnlyList<Contribution>> List(UnitId unit, RowRange range, Func<Contribution, bool> which, CancellationToken cancellation) =>
        await tables.Scan(OfficeTables.Contributions, unit.Value, range, cancellation)
            .Select(stored => stored.Document).Where(which).Take(Top).ToListAsync(cancellation);

    private async Task<UnitSummary?> Last(UnitId unit, RowRange range, CancellationToken cancellation) =>
        (await tables.Scan(OfficeTables.Summaries, unit.Value, range, cancellation).LastOrDefaultAsync(cancellation))?.Document;
}
