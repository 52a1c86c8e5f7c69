using System.Collections.Concurrent;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Import;

namespace PmoFlow.Workflows.Tests.Import;

/// <summary>Tables that hold up or refuse what an import writes, as asked.</summary>
internal sealed class TroubledTables(ITableStore inner) : ITableStore
{
    private readonly TaskCompletionSource held = new(), go = new();
    private bool hasFailed;

    /// <summary>The first plan is held up until <see cref="Go"/>.</summary>
    public bool HoldsPlans { get; init; }

    /// <summary>The first write of an import's record is held up until <see cref="Go"/>.</summary>
    public bool HoldsTurn { get; init; }

    /// <summary>No plan can be written.</summary>
    public bool FailsPlans { get; init; }

    /// <summary>After the first failure nothing can be written, as where a process has died.</summary>
    public bool IsDead { get; init; }

    public Task Held => held.Task;

    /// <summary>Numbers of imports of which rows were written.</summary>
    public ConcurrentDictionary<string, bool> Seen { get; } = new();

    public IEnumerable<string> Stored => Seen.Keys;

    public void Go() => go.SetResult();

    public Task<Stored<T>?> Find<T>(TableReference<T> table, TableKey key, CancellationToken cancellation = default) where T : class =>
        inner.Find(table, key, cancellation);

    public IAsyncEnumerable<Stored<T>> Scan<T>(
        TableReference<T> table, string partition, RowRange rows = default, CancellationToken cancellation = default) where T : class =>
        inner.Scan(table, partition, rows, cancellation);

    public async Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default)
    {
        var isPlan = batch.Table == ImportTables.Plans.Table && batch.Operations.Any(operation => operation.Row.StartsWith("plan|", StringComparison.Ordinal));
        if (batch.Table == ImportTables.Rows.Table)
            Seen[batch.Partition] = true;
        if ((FailsPlans && isPlan) || (IsDead && hasFailed))
        {
            hasFailed = true;
            throw new IOException("The disk is gone.");
        }
        if (((HoldsPlans && isPlan) || (HoldsTurn && batch.Table == ImportTables.Imports.Table)) && held.TrySetResult())
            await go.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellation);
        return await inner.Write(batch, cancellation);
    }
}
