using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Embedded.Tables;

/// <summary>Documents in the engine's own file, through the engine's own writer.</summary>
internal sealed class SqliteTableStore(Database database, Writer writer) : ITableStore
{
    private const int PageRows = 200;
    private const int PageBytes = 1024 * 1024;

    public Task<Stored<TDocument>?> Find<TDocument>(
        TableReference<TDocument> table, TableKey key, CancellationToken cancellation = default) where TDocument : class
    {
        cancellation.ThrowIfCancellationRequested();
        TableKeys.Check(table.Table, key.Partition, key.Row);
        return Task.FromResult(database.Read(connection =>
        {
            var row = connection.Prepare("SELECT etag, body, seal FROM documents WHERE tbl=? AND pk=? AND rk=?")
                .Bind(table.Table).Bind(key.Partition).Bind(key.Row);
            if (!row.Next())
                return null;
            var found = new Stored<TDocument>(key, Read(table, Seal.Check(row.Blob(1), row.Long(2), row.Long(0))), ETag(row.Long(0)));
            row.Reset();
            return found;
        }));
    }

    public async IAsyncEnumerable<Stored<TDocument>> Scan<TDocument>(
        TableReference<TDocument> table, string partition, RowRange rows = default,
        [EnumeratorCancellation] CancellationToken cancellation = default) where TDocument : class
    {
        TableKeys.Check(table.Table, partition, "");
        var from = rows.From ?? "";
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            // A page is read whole: no snapshot stays open while the caller thinks.
            var (page, last) = database.Read(connection => Page(connection, table, partition, from, rows.To));
            foreach (var document in page)
                yield return document;
            if (last is null)
                yield break;
            from = last + '\0';
            await Task.Yield();
        }
    }

    public Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var documents = Documents(batch);
        return documents.Length == 0
            ? Task.FromResult<WriteOutcome>(new WriteOutcome.Written([]))
            : writer.Write(transaction => Apply(transaction, batch, documents));
    }

    /// <summary>In one commit.</summary>
    public Task<WriteOutcome> WriteInOrder(IReadOnlyList<TableBatch> batches, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var documents = batches.Select(Documents).ToArray();
        return writer.Write(transaction =>
        {
            WriteOutcome outcome = new WriteOutcome.Written([]);
            for (var i = 0; i < documents.Length && outcome is WriteOutcome.Written; i++)
                outcome = Apply(transaction, batches[i], documents[i]);
            return outcome;
        });
    }

    private static byte[]?[] Documents(TableBatch batch)
    {
        var documents = new byte[]?[batch.Operations.Count];
        for (var i = 0; i < documents.Length; i++)
        {
            var operation = batch.Operations[i];
            TableKeys.Check(batch.Table, batch.Partition, operation.Row);
            if (operation.Document is { } document)
                documents[i] = Body(new TableKey(batch.Partition, operation.Row), document, operation);
        }
        BatchTooLargeException.ThrowIfTooLarge(documents.Sum(document => document?.Length ?? 0));
        return documents;
    }

    private static WriteOutcome Apply(WriteTransaction transaction, TableBatch batch, byte[]?[] documents)
    {
        foreach (var operation in batch.Operations)
        {
            if (Conflict(transaction, batch, operation) is { } conflict)
                return new WriteOutcome.Conflicted(new TableKey(batch.Partition, operation.Row), conflict);
        }
        var etags = new string?[documents.Length];
        for (var i = 0; i < documents.Length; i++)
        {
            var row = batch.Operations[i].Row;
            if (documents[i] is { } body)
            {
                var etag = transaction.NextNumber();
                transaction.Prepare("""
                    INSERT INTO documents(tbl, pk, rk, etag, body, seal) VALUES (?,?,?,?,?,?)
                    ON CONFLICT(tbl, pk, rk) DO UPDATE SET etag=excluded.etag, body=excluded.body, seal=excluded.seal
                    """).Bind(batch.Table).Bind(batch.Partition).Bind(row).Bind(etag).Bind(body).Bind(Seal.Of(body, etag)).Run();
                etags[i] = ETag(etag);
            }
            else
            {
                transaction.Prepare("DELETE FROM documents WHERE tbl=? AND pk=? AND rk=?")
                    .Bind(batch.Table).Bind(batch.Partition).Bind(row).Run();
            }
        }
        return new WriteOutcome.Written(etags);
    }

    private static WriteConflict? Conflict(WriteTransaction transaction, TableBatch batch, TableOperation operation)
    {
        if (operation.Kind == TableOperationKind.Upsert || (operation.Kind == TableOperationKind.Delete && operation.ETag is null))
            return null;
        var current = transaction.Prepare("SELECT etag FROM documents WHERE tbl=? AND pk=? AND rk=?")
            .Bind(batch.Table).Bind(batch.Partition).Bind(operation.Row).Scalar();
        if (operation.Kind == TableOperationKind.Insert)
            return current is null ? null : WriteConflict.Exists;
        if (current is not { } etag)
            return WriteConflict.Missing;
        return ETag(etag) == operation.ETag ? null : WriteConflict.Changed;
    }

    private static (List<Stored<TDocument>> Page, string? Last) Page<TDocument>(
        Connection connection, TableReference<TDocument> table, string partition, string from, string? to) where TDocument : class
    {
        var rows = connection.Prepare(to is null
                ? "SELECT rk, etag, body, seal FROM documents WHERE tbl=? AND pk=? AND rk>=? ORDER BY rk"
                : "SELECT rk, etag, body, seal FROM documents WHERE tbl=? AND pk=? AND rk>=? AND rk<? ORDER BY rk")
            .Bind(table.Table).Bind(partition).Bind(from);
        if (to is not null)
            rows.Bind(to);
        var page = new List<Stored<TDocument>>();
        var bytes = 0;
        while (rows.Next())
        {
            var row = rows.Text(0);
            var body = Seal.Check(rows.Blob(2), rows.Long(3), rows.Long(1));
            bytes += body.Length;
            page.Add(new Stored<TDocument>(new TableKey(partition, row), Read(table, body), ETag(rows.Long(1))));
            if (page.Count < PageRows && bytes < PageBytes)
                continue;
            rows.Reset();
            return (page, row);
        }
        return (page, null);
    }

    private static byte[] Body(TableKey key, object document, TableOperation operation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(document, operation.Json);
        if (body.Length > ITableStore.MaxDocumentBytes)
            throw new DocumentTooLargeException(key, body.Length);
        return body[0] == (byte)'{'
            ? body
            : throw new ArgumentException($"Document {key} is not a JSON object: {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(40, body.Length)))}");
    }

    private static TDocument Read<TDocument>(TableReference<TDocument> table, byte[] body) where TDocument : class =>
        JsonSerializer.Deserialize(body, table.Json) ?? throw new JsonException($"A document of {table.Table} is null.");

    private static string ETag(long number) => number.ToString(CultureInfo.InvariantCulture);
}
