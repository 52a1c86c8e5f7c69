using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>Tables of a writer that is held up before some of its batches until it is let go, so that others come before it.</summary>
/// <param name="inner">The tables.</param>
/// <param name="holds">Before which batches.</param>
internal sealed class HeldTables(ITableStore inner, Func<TableBatch, bool> holds) : ITableStore
{
    private readonly TaskCompletionSource held = new(), go = new();

    /// <summary>When the writer has come to such a batch.</summary>
    public Task Held => held.Task;

    public void Go() => go.SetResult();

    public Task<Stored<T>?> Find<T>(TableReference<T> table, TableKey key, CancellationToken cancellation = default) where T : class =>
        inner.Find(table, key, cancellation);

    public IAsyncEnumerable<Stored<T>> Scan<T>(
        TableReference<T> table, string partition, RowRange rows = default, CancellationToken cancellation = default) where T : class =>
        inner.Scan(table, partition, rows, cancellation);

    public async Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default)
    {
        if (holds(batch))
        {
            held.TrySetResult();
            await go.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellation);
        }
        return await inner.Write(batch, cancellation);
    }
}
