using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// Documents in Azure Table Storage. Retries are the client's; what they leave in doubt (was it done, or not?) is settled here. A
/// table is made by the first write to it.
/// </summary>
internal sealed class AzureTableStore(TableServiceClient account, string prefix, TimeProvider clock) : ITableStore
{
    public async Task<Stored<TDocument>?> Find<TDocument>(
        TableReference<TDocument> table, TableKey key, CancellationToken cancellation = default) where TDocument : class
    {
        ArgumentNullException.ThrowIfNull(table);
        var found = await Table(table.Table).GetEntityIfExistsAsync<TableEntity>(
            KeyCode.Encode(key.Partition), KeyCode.Encode(key.Row), cancellationToken: cancellation);
        return found.HasValue ? RowReader.Read(table, found.Value!) : null;
    }

    public async IAsyncEnumerable<Stored<TDocument>> Scan<TDocument>(
        TableReference<TDocument> table, string partition, RowRange rows = default,
        [EnumeratorCancellation] CancellationToken cancellation = default) where TDocument : class
    {
        ArgumentNullException.ThrowIfNull(table);
        var query = Table(table.Table).QueryAsync<TableEntity>(Filter(partition, rows), cancellationToken: cancellation);
        await using var row = query.GetAsyncEnumerator(cancellation);
        while (await Next(row))
            yield return RowReader.Read(table, row.Current);
    }

    public async Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var table = Table(batch.Table);
        var prepared = PreparedBatch.Of(batch, WriteHistory.NewId(clock.GetUtcNow()));
        return batch.Operations.Count == 0
            ? new WriteOutcome.Written([])
            : await new BatchWrite(table, batch.Partition, prepared).Run(cancellation);
    }

    private TableClient Table(string name)
    {
        if (name.Length is < 3 or > 63 || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"'{name}' is not a table name: 3 to 63 ASCII letters and digits, a letter first.", nameof(name));
        return account.GetTableClient(prefix + name);
    }

    private static string Filter(string partition, RowRange rows)
    {
        // Rows before the first possible key are our own receipts.
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {KeyCode.Encode(partition)} and RowKey ge {KeyCode.EncodeBound(rows.From ?? "")}");
        return rows.To is null ? filter : filter + TableClient.CreateQueryFilter($" and RowKey lt {KeyCode.EncodeBound(rows.To)}");
    }

    private static async Task<bool> Next(IAsyncEnumerator<TableEntity> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == "TableNotFound")
        {
            return false;
        }
    }
}
