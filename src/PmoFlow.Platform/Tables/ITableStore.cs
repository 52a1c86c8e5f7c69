namespace PmoFlow.Platform.Tables;

/// <summary>
/// Documents with a partition key, a row key and an ETag, as Azure Table Storage has them: point reads, ordered scans within one
/// partition, atomic batches within one partition. There is no other access path: each is a row written for it.
/// What a call has answered is durable.
/// </summary>
public interface ITableStore
{
    /// <summary>The most operations in a batch.</summary>
    const int MaxBatchOperations = 100;

    /// <summary>The largest document, in bytes of JSON.</summary>
    const int MaxDocumentBytes = 900 * 1024;

    /// <summary>
    /// The largest batch, in bytes of its documents' JSON: what fits into the 4 MiB of a Table Storage request.
    /// </summary>
    const int MaxBatchBytes = 2560 * 1024;

    /// <summary>One document, or null where there is none.</summary>
    Task<Stored<TDocument>?> Find<TDocument>(
        TableReference<TDocument> table, TableKey key, CancellationToken cancellation = default) where TDocument : class;

    /// <summary>
    /// Documents of one partition in order of their row keys. The caller's range must hold rows of that kind only. Rows written
    /// while the scan runs may or may not be seen; each row is seen at most once.
    /// </summary>
    IAsyncEnumerable<Stored<TDocument>> Scan<TDocument>(
        TableReference<TDocument> table, string partition, RowRange rows = default, CancellationToken cancellation = default)
        where TDocument : class;

    /// <summary>
    /// Writes all of a batch or nothing of it. A refused condition is an answer, not an exception. A document over
    /// <see cref="MaxDocumentBytes"/> throws <see cref="DocumentTooLargeException"/> before anything is written, a batch over
    /// <see cref="MaxBatchBytes"/> <see cref="BatchTooLargeException"/>: it is never split, because half of it could fail.
    /// </summary>
    Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default);

    /// <summary>
    /// Writes batches one after the other, and stops at the first that is refused: where anything of one is there, all before it
    /// are. A store that can writes them as one; none promises it.
    /// </summary>
    /// <returns>What came of the last one, or of the one that was refused.</returns>
    async Task<WriteOutcome> WriteInOrder(IReadOnlyList<TableBatch> batches, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        WriteOutcome outcome = new WriteOutcome.Written([]);
        foreach (var batch in batches)
        {
            outcome = await Write(batch, cancellation);
            if (outcome is not WriteOutcome.Written)
                break;
        }
        return outcome;
    }
}

/// <summary>What came of a batch.</summary>
public abstract record WriteOutcome
{
    private WriteOutcome() { }

    /// <summary>All of it is written; the new ETags stand in the order of the operations (null for a deletion).</summary>
    public sealed record Written(IReadOnlyList<string?> ETags) : WriteOutcome;

    /// <summary>Nothing is written: the document at <paramref name="Key"/> exists, is gone, or has changed since it was read.</summary>
    public sealed record Conflicted(TableKey Key, WriteConflict Conflict) : WriteOutcome;
}

/// <summary>Why a batch was refused.</summary>
public enum WriteConflict
{
    /// <summary>An insert found a document there.</summary>
    Exists,

    /// <summary>A replace or conditional delete found none.</summary>
    Missing,

    /// <summary>The document's ETag is another by now.</summary>
    Changed,
}

/// <summary>Thrown before anything is written.</summary>
public sealed class DocumentTooLargeException(TableKey key, int bytes)
    : Exception($"Document {key} is {bytes:N0} bytes of JSON; the limit is {ITableStore.MaxDocumentBytes:N0}.")
{
    /// <summary>Where it was to be written.</summary>
    public TableKey Key { get; } = key;
}
