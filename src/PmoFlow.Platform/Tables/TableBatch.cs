using System.Text.Json.Serialization.Metadata;

namespace PmoFlow.Platform.Tables;

/// <summary>
/// Operations on one partition of one table that happen all or not at all; at most <see cref="ITableStore.MaxBatchOperations"/>,
/// each on a key of its own.
/// </summary>
public sealed class TableBatch(string table, string partition)
{
    private readonly List<TableOperation> operations = [];

    /// <summary>The table.</summary>
    public string Table { get; } = table;

    /// <summary>The partition.</summary>
    public string Partition { get; } = partition;

    /// <summary>In the order they were added.</summary>
    public IReadOnlyList<TableOperation> Operations => operations;

    /// <summary>A document that must not exist yet.</summary>
    public TableBatch Insert<TDocument>(TableReference<TDocument> table, string row, TDocument document) where TDocument : class =>
        Add(table, new TableOperation(TableOperationKind.Insert, row, document, table.Json, null));

    /// <summary>A document over the one that was read with <paramref name="etag"/>.</summary>
    public TableBatch Replace<TDocument>(TableReference<TDocument> table, string row, TDocument document, string etag)
        where TDocument : class =>
        Add(table, new TableOperation(TableOperationKind.Replace, row, document, table.Json, etag));

    /// <summary>A document over whatever is there, if anything.</summary>
    public TableBatch Upsert<TDocument>(TableReference<TDocument> table, string row, TDocument document) where TDocument : class =>
        Add(table, new TableOperation(TableOperationKind.Upsert, row, document, table.Json, null));

    /// <summary>
    /// Removes the document that was read with <paramref name="etag"/>; where that is null, whatever is there, if anything.
    /// </summary>
    public TableBatch Delete<TDocument>(TableReference<TDocument> table, string row, string? etag = null) where TDocument : class =>
        Add(table, new TableOperation(TableOperationKind.Delete, row, null, table.Json, etag));

    private TableBatch Add<TDocument>(TableReference<TDocument> reference, TableOperation operation) where TDocument : class
    {
        if (reference.Table != Table)
            throw new ArgumentException($"A batch on {Table} cannot hold a document of {reference.Table}.", nameof(reference));
        if (operations.Count == ITableStore.MaxBatchOperations)
            throw new InvalidOperationException($"A batch holds at most {ITableStore.MaxBatchOperations} operations.");
        if (operations.Exists(o => o.Row == operation.Row))
            throw new ArgumentException($"The batch has an operation on row '{operation.Row}' already.", nameof(operation));
        operations.Add(operation);
        return this;
    }
}

/// <summary>What an operation does.</summary>
public enum TableOperationKind
{
    /// <summary>Refused where a document exists.</summary>
    Insert,

    /// <summary>Refused where the ETag is another.</summary>
    Replace,

    /// <summary>Never refused.</summary>
    Upsert,

    /// <summary>Refused where an ETag was given and the document is gone or another.</summary>
    Delete,
}

/// <summary>One operation of a batch.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Row">On which row.</param>
/// <param name="Document">What it writes; null for a deletion.</param>
/// <param name="Json">How that becomes JSON.</param>
/// <param name="ETag">What it expects; null for no expectation.</param>
public sealed record TableOperation(TableOperationKind Kind, string Row, object? Document, JsonTypeInfo Json, string? ETag);
