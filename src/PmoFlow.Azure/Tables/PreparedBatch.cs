using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Data.Tables;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tables;

/// <summary>One operation of a batch with the row it writes.</summary>
internal sealed record PreparedOperation(TableOperation Operation, string RowKey, TableTransactionAction Action, string Writes)
{
    public bool IsConditional => Operation.Kind is TableOperationKind.Insert or TableOperationKind.Replace || Operation.ETag is not null;

    public bool WritesRow => Operation.Document is not null;
}

/// <summary>A batch as it goes to the service, checked against every limit before anything is sent.</summary>
internal sealed class PreparedBatch
{
    /// <summary>The service takes 4 MiB for a batch.</summary>
    private const int RequestBytes = 4_000_000;

    private PreparedBatch(string id, string partitionKey, List<PreparedOperation> operations)
    {
        Id = id;
        PartitionKey = partitionKey;
        Operations = operations;
    }

    /// <summary>The id that every written row gets.</summary>
    public string Id { get; }

    public string PartitionKey { get; }

    public List<PreparedOperation> Operations { get; }

    public static PreparedBatch Of(TableBatch batch, string id)
    {
        var documents = batch.Operations.Select(operation => Document(batch.Partition, operation)).ToList();
        BatchTooLargeException.ThrowIfTooLarge(documents.Sum(document => document?.Length ?? 0));
        var (operations, bytes) = Rows(batch, id, documents, compact: false);
        if (bytes > RequestBytes)
            (operations, bytes) = Rows(batch, id, documents, compact: true);
        return bytes <= RequestBytes
            ? new PreparedBatch(id, KeyCode.Encode(batch.Partition), operations)
            : throw new BatchTooLargeException(documents.Sum(document => document?.Length ?? 0));
    }

    private static byte[]? Document(string partition, TableOperation operation)
    {
        if (operation.Document is null)
            return null;
        var document = JsonSerializer.SerializeToUtf8Bytes(operation.Document, operation.Json);
        var key = new TableKey(partition, operation.Row);
        if (document.Length > ITableStore.MaxDocumentBytes)
            throw new DocumentTooLargeException(key, document.Length);
        return document[0] == (byte)'{'
            ? document
            : throw new ArgumentException(
                $"Document {key} is not a JSON object: {Encoding.UTF8.GetString(document.AsSpan(0, Math.Min(40, document.Length)))}");
    }

    private static (List<PreparedOperation> Operations, int Bytes) Rows(TableBatch batch, string id, List<byte[]?> documents, bool compact)
    {
        var bytes = 0;
        var operations = new List<PreparedOperation>();
        foreach (var (i, operation) in batch.Operations.Index())
        {
            var expected = operation.ETag is null ? RowVersion.Gone : RowVersion.Parse(operation.ETag);
            var writes = WriteHistory.After(id, expected.Writes);
            var key = new TableKey(batch.Partition, operation.Row);
            var row = new TableEntity(KeyCode.Encode(key.Partition), KeyCode.Encode(key.Row));
            if (documents[i] is { } document)
            {
                (row, var size) = RowWriter.Write(key, document, TypeOf(operation), writes, compact);
                bytes += size;
            }
            else
            {
                bytes += 8192;
            }
            var tag = operation.ETag is null ? ETag.All : expected.Tag;
            operations.Add(new PreparedOperation(operation, row.RowKey, new TableTransactionAction(Kind(operation), row, tag), writes));
        }
        return (operations, bytes);
    }

    /// <summary>A document of a derived type has more properties than its reference's.</summary>
    private static JsonTypeInfo TypeOf(TableOperation operation) =>
        operation.Json.Options.TryGetTypeInfo(operation.Document!.GetType(), out var type) ? type : operation.Json;

    private static TableTransactionActionType Kind(TableOperation operation) => operation.Kind switch
    {
        TableOperationKind.Insert => TableTransactionActionType.Add,
        TableOperationKind.Replace => TableTransactionActionType.UpdateReplace,
        TableOperationKind.Upsert => TableTransactionActionType.UpsertReplace,
        _ => TableTransactionActionType.Delete,
    };
}
