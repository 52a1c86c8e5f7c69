using System.Collections.Concurrent;
using System.Collections.Immutable;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>
/// Boards of today and of past days. Today's is kept in memory: what this process writes is on it with the next look, what another
/// process writes within <see cref="Fresh"/> (where that process ended before it could say so, within <see cref="Whole"/>). A look costs
/// the units that changed since the last one, not the whole estate. Where looks and changes are many, the board follows a few times a
/// second, and looks between share what is there: see <see cref="IsBusy"/>.
/// </summary>
public sealed class Boards(
    BoardRows rows, OfficeDirectory directory, SummaryChanges changes, SummaryMarks marks, OfficeSettings office, TimeProvider clock) : IDisposable
{
    /// <summary>After so long it is asked what other processes changed, while the board that is there is still shown.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>After so long that is asked first.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(4);

    /// <summary>After so long everything is read anew, whoever says that it changed.</summary>
    public static readonly TimeSpan Whole = TimeSpan.FromMinutes(1);

    private const int PastBoards = 64;

    private readonly FollowingRate rate = new();

    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentDictionary<DateOnly, (long At, Board Board)> past = [];
    private Kept? kept;
    private int refreshing;

    private sealed record Kept(long At, long ReadAt, ImmutableDictionary<UnitId, string> Marks, ImmutableDictionary<UnitId, UnitState> Rows, Board Board);

    /// <summary>The board of today.</summary>
    public async Task<Board> Now(CancellationToken cancellation = default)
    {
        var today = Today;
        if (Volatile.Read(ref kept) is { } current && current.Board.Day == today && clock.GetElapsedTime(current.At) is var age && age < Stale)
        {
            if (age >= Fresh && Interlocked.Exchange(ref refreshing, 1) == 0)
                _ = Task.Run(async () => await Refresh(CancellationToken.None), CancellationToken.None);
            if (!changes.Any || !rate.Take())
                return current.Board;
            // Where looks are many, none waits for another's reading, nor for the one that reads everything.
            if (!turn.Wait(0, CancellationToken.None))
            {
                if (rate.IsLow)
                    return current.Board;
                await turn.WaitAsync(cancellation);
            }
        }
        else
        {
            await turn.WaitAsync(cancellation);
        }
        try
        {
            return (await Follow(today, cancellation)).Board;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The board as it stood at the end of a day; today's for today and later.</summary>
    public async Task<Board> At(DateOnly day, CancellationToken cancellation = default)
    {
        if (day >= Today)
            return await Now(cancellation);
        if (past.TryGetValue(day, out var known) && clock.GetElapsedTime(known.At) < TimeSpan.FromMinutes(5))
            return known.Board;
        var units = Known(await directory.Units(cancellation));
        var read = await Task.WhenAll(units.Select(async unit => (unit.Id, State: await rows.At(unit.Id, day, cancellation))));
        var board = new Board(day, UnitTree.On(units, day), read.Where(row => row.State is not null).ToDictionary(row => row.Id, row => row.State!));
        if (past.Count >= PastBoards)
            past.Clear();
        past[day] = (clock.GetTimestamp(), board);
        return board;
    }

    /// <summary>Whether looks share a board that may be a fraction of a second old, because too much changes to follow each change.</summary>
    public bool IsBusy => rate.IsLow;

    /// <summary>The office's day.</summary>
    public DateOnly Today => office.Calendar.DayOf(clock.GetUtcNow());

    /// <summary>Forgets all that is kept in memory.</summary>
    internal void Forget()
    {
        changes.MarkAll();
        past.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task Refresh(CancellationToken cancellation)
    {
        try
        {
            await turn.WaitAsync(cancellation);
            try
            {
                Volatile.Write(ref kept, await Renew(kept, Today, cancellation));
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            Volatile.Write(ref refreshing, 0);
        }
    }

    private async Task<Kept> Follow(DateOnly today, CancellationToken cancellation)
    {
        var current = kept;
        // Taken before anything is read: what changes meanwhile is marked again.
        var (everything, units) = changes.Take();
        if (everything)
            return kept = await Renew(null, today, cancellation);
        if (current is null || current.Board.Day != today || clock.GetElapsedTime(current.At) >= Stale)
            current = await Renew(current, today, cancellation);
        if (units.Count == 0)
            return kept = current;
        var states = await Read(current.Rows, units, today, cancellation);
        return kept = current with { Rows = states, Board = new Board(today, current.Board.Tree, states) };
    }

    /// <summary>Follows what any process changed: those units that are marked anew, or all where what is known is too old for that.</summary>
    private async Task<Kept> Renew(Kept? current, DateOnly today, CancellationToken cancellation)
    {
        var known = current is not null && current.Board.Day == today && clock.GetElapsedTime(current.ReadAt) < Whole ? current : null;
        var at = clock.GetTimestamp();
        // Before the rows, so that what changes meanwhile is read again the next time.
        var versions = await marks.Versions(cancellation);
        var units = Known(await directory.Units(cancellation));
        var changed = known is null ? units.Select(unit => unit.Id)
            : versions.Where(mark => known.Marks.GetValueOrDefault(mark.Key) != mark.Value).Select(mark => mark.Key);
        var states = await Read(known?.Rows ?? ImmutableDictionary<UnitId, UnitState>.Empty, changed, today, cancellation);
        return new(at, known?.ReadAt ?? at, versions, states, new Board(today, UnitTree.On(units, today), states));
    }

    private async Task<ImmutableDictionary<UnitId, UnitState>> Read(
        ImmutableDictionary<UnitId, UnitState> states, IEnumerable<UnitId> units, DateOnly today, CancellationToken cancellation)
    {
        var read = await Task.WhenAll(units.Select(async unit => (Unit: unit, State: await rows.Now(unit, today, cancellation))));
        return states.SetItems(read.Where(row => row.State is not null).Select(row => KeyValuePair.Create(row.Unit, row.State!)));
    }

    internal static IReadOnlyList<Unit> Known(IReadOnlyList<Unit> units) =>
        units.Any(unit => unit.Id == RequestLists.NoUnit) ? units : [.. units, new Unit(RequestLists.NoUnit, "No unit")];
}
