using System.Collections.Concurrent;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tests.Scaling;

/// <summary>Counts what passes through to a store: calls, and the rows that each partition is written with.</summary>
internal sealed class CountedTables(ITableStore tables) : ITableStore
{
    private int finds;
    private int scans;
    private int batches;

    public int Finds => finds;

    public int Scans => scans;

    public int Batches => batches;

    public ConcurrentDictionary<(string Table, string Partition), int> RowsWritten { get; } = new();

    public Task<Stored<TDocument>?> Find<TDocument>(
        TableReference<TDocument> table, TableKey key, CancellationToken cancellation = default) where TDocument : class
    {
        Interlocked.Increment(ref finds);
        return tables.Find(table, key, cancellation);
    }

    public IAsyncEnumerable<Stored<TDocument>> Scan<TDocument>(
        TableReference<TDocument> table, string partition, RowRange rows = default, CancellationToken cancellation = default)
        where TDocument : class
    {
        Interlocked.Increment(ref scans);
        return tables.Scan(table, partition, rows, cancellation);
    }

    public Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref batches);
        RowsWritten.AddOrUpdate((batch.Table, batch.Partition), batch.Operations.Count, (_, rows) => rows + batch.Operations.Count);
        return tables.Write(batch, cancellation);
    }
}
