using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>A page of the work list.</summary>
/// <param name="Kind">Only what waits for this: <c>screening</c>, <c>scoring</c>, <c>information</c>, <c>deferral</c>; all but deferrals where null.</param>
/// <param name="Cursor">Where the last page ended.</param>
/// <param name="PageSize">At most so many.</param>
public sealed record WorkListQuery(string? Kind = null, string? Cursor = null, int PageSize = 50);

/// <summary>How many wait, and how many of them longer than the office promises; counted up to <see cref="WorkListQueries.MostCounted"/> each.</summary>
/// <param name="Waiting">All of that kind.</param>
/// <param name="Late">Those whose time has passed.</param>
public sealed record WorkCount(int Waiting, int Late);

/// <summary>Reads the analysts' work list, what is due first on top. A page costs a page of rows, however many wait.</summary>
public sealed class WorkListQueries(ITableStore tables, RequestLedger ledger, TimeProvider clock)
{
    /// <summary>Beyond this a count says no more than "many".</summary>
    public const int MostCounted = 1_000;

    private const int Version = 1;
    private volatile bool complete;

    /// <summary>The next rows.</summary>
    public async Task<Page<RequestRow>> List(WorkListQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Complete(cancellation);
        var (size, range) = (Math.Clamp(query.PageSize, 1, 500), query.Cursor is null ? RowRange.All : RowRange.After(query.Cursor));
        var rows = new List<Stored<RequestRow>>();
        foreach (var kind in KindsOf(query.Kind))
            rows.AddRange(await tables.Scan(OfficeTables.RequestRows, WorkIndex.Partition(kind), range, cancellation).Take(size + 1).ToListAsync(cancellation));
        rows.Sort((one, other) => string.CompareOrdinal(one.Key.Row, other.Key.Row));
        return new([.. rows.Take(size).Select(stored => stored.Document)], rows.Count > size ? rows[size - 1].Key.Row : null);
    }

    /// <summary>How many wait by kind.</summary>
    public async Task<IReadOnlyDictionary<string, WorkCount>> Counts(CancellationToken cancellation = default)
    {
        await Complete(cancellation);
        var (now, counts) = (clock.GetUtcNow(), new Dictionary<string, WorkCount>());
        foreach (var kind in WorkIndex.Kinds)
        {
            var (waiting, late, due) = (0, 0, WorkIndex.RowOf(now, ""));
            await foreach (var stored in tables.Scan(OfficeTables.RequestRows, WorkIndex.Partition(kind), cancellation: cancellation).Take(MostCounted))
            {
                waiting++;
                late += string.CompareOrdinal(stored.Key.Row, due) < 0 ? 1 : 0;
            }
            counts[kind] = new(waiting, late);
        }
        return counts;
    }

    /// <summary>Whether the list still shows a request as it stood then: rows follow the record a moment later.</summary>
    public async Task<bool> Shows(Domain.Intake.RequestRecord stood, CancellationToken cancellation = default) =>
        WorkIndex.KeyOf(stood) is { } key && await tables.Find(OfficeTables.RequestRows, key, cancellation) is not null;

    // What is deferred is on nobody's desk until its day.
    private static IEnumerable<string> KindsOf(string? kind) =>
        WorkIndex.Kinds.Where(known => string.IsNullOrEmpty(kind) ? known != "deferral" : known == kind);

    /// <summary>An office older than the index has open requests that no row tells of: they are entered once, from the list of all.</summary>
    private async Task Complete(CancellationToken cancellation)
    {
        if (complete)
            return;
        var key = new TableKey("index", "work");
        if ((await tables.Find(OfficeTables.WorkIndexStates, key, cancellation))?.Document.Version is not Version)
        {
            await foreach (var stored in tables.Scan(OfficeTables.RequestRows, OfficeTables.All, cancellation: cancellation))
            {
                if (stored.Document is { Outcome: Domain.Intake.RequestOutcome.Open, Id: var id })
                    await ledger.Follow(id, cancellation);
            }
            await tables.Upsert(OfficeTables.WorkIndexStates, key, new WorkIndexState(Version), cancellation);
        }
        complete = true;
    }
}
