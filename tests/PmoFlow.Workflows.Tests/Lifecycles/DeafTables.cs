using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Tests.Lifecycles;

/// <summary>Tables that cannot be asked for a row so many times, and then can.</summary>
internal sealed class DeafTables(ITableStore tables) : ITableStore
{
    public int Failures { get; set; }

    public Task<Stored<TDocument>?> Find<TDocument>(
        TableReference<TDocument> table, TableKey key, CancellationToken cancellation = default) where TDocument : class
    {
        if (Failures == 0)
            return tables.Find(table, key, cancellation);
        Failures--;
        return Task.FromException<Stored<TDocument>?>(new IOException("The tables cannot be reached."));
    }

    public IAsyncEnumerable<Stored<TDocument>> Scan<TDocument>(
        TableReference<TDocument> table, string partition, RowRange rows = default, CancellationToken cancellation = default)
        where TDocument : class => tables.Scan(table, partition, rows, cancellation);

    public Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default) => tables.Write(batch, cancellation);
}
