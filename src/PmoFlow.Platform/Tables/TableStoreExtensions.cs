namespace PmoFlow.Platform.Tables;

/// <summary>Shorthand for single documents.</summary>
public static class TableStoreExtensions
{
    /// <summary>Writes a document that must not exist yet; false where it does.</summary>
    public static async Task<bool> TryInsert<TDocument>(
        this ITableStore tables, TableReference<TDocument> table, TableKey key, TDocument document, CancellationToken cancellation = default)
        where TDocument : class
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(table);
        var batch = new TableBatch(table.Table, key.Partition).Insert(table, key.Row, document);
        return await tables.Write(batch, cancellation) is WriteOutcome.Written;
    }

    /// <summary>Writes a document over whatever is there.</summary>
    public static Task Upsert<TDocument>(
        this ITableStore tables, TableReference<TDocument> table, TableKey key, TDocument document, CancellationToken cancellation = default)
        where TDocument : class
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(table);
        return tables.Write(new TableBatch(table.Table, key.Partition).Upsert(table, key.Row, document), cancellation);
    }

    /// <summary>Removes whatever is there.</summary>
    public static Task Delete<TDocument>(
        this ITableStore tables, TableReference<TDocument> table, TableKey key, CancellationToken cancellation = default)
        where TDocument : class
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(table);
        return tables.Write(new TableBatch(table.Table, key.Partition).Delete(table, key.Row), cancellation);
    }

    /// <summary>
    /// Reads, changes and writes one document until nobody was in between. <paramref name="change"/> gets null where there is
    /// no document and returns what shall be there, or null to leave all as it is; it may be called several times.
    /// </summary>
    /// <returns>What is there now.</returns>
    public static async Task<TDocument?> Change<TDocument>(
        this ITableStore tables, TableReference<TDocument> table, TableKey key, Func<TDocument?, TDocument?> change,
        CancellationToken cancellation = default)
        where TDocument : class
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(change);
        while (true)
        {
            var stored = await tables.Find(table, key, cancellation);
            if (change(stored?.Document) is not { } changed)
                return stored?.Document;
            var batch = new TableBatch(table.Table, key.Partition);
            _ = stored is null ? batch.Insert(table, key.Row, changed) : batch.Replace(table, key.Row, changed, stored.ETag);
            if (await tables.Write(batch, cancellation) is WriteOutcome.Written)
                return changed;
        }
    }
}
