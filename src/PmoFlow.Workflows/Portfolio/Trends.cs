using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>
/// Boards of the ends of past months, each with the structure of its day. A month that is over does not change any more, so they
/// are read once and kept, without what was due: nobody asks a trend for that.
/// </summary>
public sealed class Trends(BoardRows rows, OfficeDirectory directory, Boards boards, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim turn = new(1);
    private Kept? kept;

    private sealed record Kept(long At, DateOnly Month, IReadOnlyList<Board> Boards);

    /// <summary>The last months before that day, oldest first, and the board of the day itself as the last.</summary>
    public async Task<IReadOnlyList<Board>> Until(Board board, int months, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(board);
        var closed = await Closed(cancellation);
        return [.. closed.Where(month => month.Day < board.Day && month.Day >= FirstOf(board.Day).AddMonths(1 - months)), board];
    }

    /// <summary>Forgets what is kept.</summary>
    internal void Forget() => Volatile.Write(ref kept, null);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<IReadOnlyList<Board>> Closed(CancellationToken cancellation)
    {
        var month = FirstOf(boards.Today);
        if (Volatile.Read(ref kept) is { } current && IsGood(current, month))
            return current.Boards;
        await turn.WaitAsync(cancellation);
        try
        {
            if (kept is { } meanwhile && IsGood(meanwhile, month))
                return meanwhile.Boards;
            var at = clock.GetTimestamp();
            var read = await Read(month, cancellation);
            Volatile.Write(ref kept, new(at, month, read));
            return read;
        }
        finally
        {
            turn.Release();
        }
    }

    private bool IsGood(Kept current, DateOnly month) => current.Month == month && clock.GetElapsedTime(current.At) < Good;

    private async Task<IReadOnlyList<Board>> Read(DateOnly thisMonth, CancellationToken cancellation)
    {
        var units = Boards.Known(await directory.Units(cancellation));
        var months = await Task.WhenAll(units.Select(async unit => (unit.Id, Months: await rows.Months(unit.Id, cancellation))));
        var first = months.SelectMany(unit => unit.Months).Select(month => month.Period).Where(period => string.CompareOrdinal(period, SummaryRows.MonthOf(thisMonth)) < 0).Min(StringComparer.Ordinal);
        var read = new List<Board>();
        if (first is null)
            return read;
        var stood = new Dictionary<UnitId, UnitState>();
        var changes = months.SelectMany(unit => unit.Months.Select(month => (unit.Id, Summary: month))).ToLookup(change => change.Summary.Period);
        for (var month = DateOnly.ParseExact(first + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture); month < thisMonth; month = month.AddMonths(1))
        {
            // A unit in which nothing changed stands as it stood.
            foreach (var (unit, summary) in changes[SummaryRows.MonthOf(month)])
                stood[unit] = new(WithoutDueDays(summary), [], []);
            var end = month.AddMonths(1).AddDays(-1);
            read.Add(new(end, UnitTree.On(units, end), new Dictionary<UnitId, UnitState>(stood)));
        }
        return read;
    }

    private static UnitSummary WithoutDueDays(UnitSummary summary) => summary with
    {
        Totals = summary.Totals.Where(total => !total.Key.StartsWith(Measure.DueDays, StringComparison.Ordinal)).ToDictionary(),
    };

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
