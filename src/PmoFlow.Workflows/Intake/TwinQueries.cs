using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>A request that may ask for the same, as anybody who asks may see it: its title and where it is, not who asked or why.</summary>
/// <param name="Request">As lists show it.</param>
/// <param name="Likeness">From 0 to 1.</param>
public sealed record ProposedTwin(RequestRow Request, double Likeness);

/// <summary>Finds open and past requests that say the same in other words. The index is in memory and follows the tables.</summary>
public sealed class TwinQueries(ITableStore tables, RequestLedger ledger, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TableKey State = new("index", "words");
    private readonly SemaphoreSlim turn = new(1);
    private readonly TwinIndex index = new();
    private string? newest;
    private DateTimeOffset? followedAt;

    /// <summary>The most alike, best first; none where too little is said.</summary>
    public async Task<IReadOnlyList<ProposedTwin>> Like(string? title, string? description, int most = 3, CancellationToken cancellation = default)
    {
        var words = TwinIndex.WordsOf(title, description);
        if (words.Count < TwinIndex.LeastSharedWords)
            return [];
        IReadOnlyList<Twin> twins;
        await turn.WaitAsync(cancellation);
        try
        {
            await Follow(cancellation);
            twins = index.Like(words, most);
        }
        finally
        {
            turn.Release();
        }
        var found = new List<ProposedTwin>();
        foreach (var twin in twins)
        {
            if (await ledger.Find(twin.Request, cancellation) is { } request)
                found.Add(new(RequestRow.Of(request), twin.Likeness));
        }
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task Follow(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (followedAt is { } at && now - at < Fresh && now >= at)
            return;
        if (newest is null)
            await Complete(cancellation);
        var (range, first) = (newest is null ? RowRange.All : new RowRange(null, newest), (string?)null);
        var rows = new List<RequestWords>();
        await foreach (var stored in tables.Scan(OfficeTables.Words, OfficeTables.All, range, cancellation))
        {
            first ??= stored.Key.Row;
            rows.Add(stored.Document);
        }
        // The oldest first: a later revision has the last word.
        for (var i = rows.Count - 1; i >= 0; i--)
            index.Put(rows[i].Request, rows[i].Words);
        (newest, followedAt) = (first ?? newest, now);
    }

    /// <summary>An office older than the index has requests whose words are not kept: they are entered once.</summary>
    private async Task Complete(CancellationToken cancellation)
    {
        if (await tables.Find(OfficeTables.WorkIndexStates, State, cancellation) is not null)
            return;
        await foreach (var stored in tables.Scan(OfficeTables.RequestRows, OfficeTables.All, cancellation: cancellation))
        {
            if (await ledger.Find(stored.Document.Id, cancellation) is { } request)
                await tables.Upsert(OfficeTables.Words, new(OfficeTables.All, RequestWords.RowOf(request)), RequestWords.Of(request), cancellation);
        }
        await tables.Upsert(OfficeTables.WorkIndexStates, State, new WorkIndexState(1), cancellation);
    }
}
