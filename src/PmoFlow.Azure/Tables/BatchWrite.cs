using Azure;
using Azure.Data.Tables;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// One batch until it is written or refused. A refusal may be the batch meeting itself, done by an earlier attempt whose answer was
/// lost: before it is believed, the rows' histories are asked.
/// </summary>
internal sealed class BatchWrite(TableClient table, string partition, PreparedBatch batch)
{
    /// <summary>
    /// Deletions leave no history. A batch that only deletes, and minds what it deletes, writes a receipt with it: a row before the
    /// first possible key, taken away afterwards.
    /// </summary>
    private readonly string? receipt =
        !batch.Operations.Exists(o => o.WritesRow) && batch.Operations.Exists(o => o.IsConditional)
            && batch.Operations.Count < ITableStore.MaxBatchOperations ? " " + batch.Id : null;

    public async Task<WriteOutcome> Run(CancellationToken cancellation)
    {
        var skipped = new HashSet<PreparedOperation>();
        // A doubt outlasts what is skipped for it: the attempt that did the deletion may have done the rest, too.
        var attempts = new Attempts();
        while (true)
        {
            var sent = batch.Operations.Where(o => !skipped.Contains(o)).ToList();
            try
            {
                var tags = sent.Count == 0 ? [] : await Send(sent, attempts, cancellation);
                await TakeReceiptAway(cancellation);
                return new WriteOutcome.Written([.. batch.Operations.Select(o => Version(o, sent.IndexOf(o), tags))]);
            }
            catch (RequestFailedException failure) when (failure.ErrorCode == "TableNotFound")
            {
                await table.CreateIfNotExistsAsync(cancellation);
            }
            catch (RequestFailedException refusal) when (ConflictOf(refusal) is { } conflict)
            {
                var refused = sent[Math.Min((refusal as TableTransactionFailedException)?.FailedTransactionActionIndex ?? 0, sent.Count - 1)];
                // What shall be gone whatever it is, and is gone, is done; the service fails a batch for it. A row that somebody
                // puts there before the next attempt stays, as if it had been put there after it.
                if (!refused.IsConditional && conflict == WriteConflict.Missing)
                    skipped.Add(refused);
                else if (attempts.AreInDoubt && await Done(conflict, cancellation) is { } written)
                    return written;
                else
                    return new WriteOutcome.Conflicted(new TableKey(partition, refused.Operation.Row), conflict);
            }
        }
    }

    private async Task<List<ETag?>> Send(List<PreparedOperation> sent, Attempts attempts, CancellationToken cancellation)
    {
        using var scope = attempts.Scope();
        if (sent.Count == 1 && receipt is null)
            return [await SendOne(sent[0].Action, cancellation)];
        var actions = sent.Select(o => o.Action).ToList();
        if (receipt is not null)
        {
            var row = new TableEntity(batch.PartitionKey, receipt);
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
        }
        var answer = await table.SubmitTransactionAsync(actions, cancellation);
        return [.. answer.Value.Select(response => response.Headers.ETag)];
    }

    private async Task<ETag?> SendOne(TableTransactionAction action, CancellationToken cancellation)
    {
        var answer = action.ActionType switch
        {
            TableTransactionActionType.Add => await table.AddEntityAsync(action.Entity, cancellation),
            TableTransactionActionType.UpdateReplace =>
                await table.UpdateEntityAsync(action.Entity, action.ETag, TableUpdateMode.Replace, cancellation),
            TableTransactionActionType.UpsertReplace => await table.UpsertEntityAsync(action.Entity, TableUpdateMode.Replace, cancellation),
            _ => await table.DeleteEntityAsync(action.Entity.PartitionKey, action.Entity.RowKey, action.ETag, cancellation),
        };
        return answer.Headers.ETag;
    }

    private static string? Version(PreparedOperation operation, int sentAs, List<ETag?> tags) =>
        operation.WritesRow && sentAs >= 0 ? new RowVersion(tags[sentAs]!.Value, operation.Writes).ToString() : null;

    private static WriteConflict? ConflictOf(RequestFailedException refusal) => (refusal.Status, refusal.ErrorCode) switch
    {
        (409, "EntityAlreadyExists") => WriteConflict.Exists,
        (404, "ResourceNotFound" or "EntityNotFound") => WriteConflict.Missing,
        (412, _) => WriteConflict.Changed,
        _ => null,
    };

    /// <summary>The outcome where an earlier attempt has done it after all; null where it has not.</summary>
    private async Task<WriteOutcome?> Done(WriteConflict conflict, CancellationToken cancellation)
    {
        if (receipt is not null)
        {
            var written = await table.GetEntityIfExistsAsync<TableEntity>(batch.PartitionKey, receipt, cancellationToken: cancellation);
            if (!written.HasValue)
                return null;
            await TakeReceiptAway(cancellation);
            return new WriteOutcome.Written([.. batch.Operations.Select(_ => (string?)null)]);
        }
        // All or nothing: one row that has seen the batch speaks for the rest.
        var isDoubtful = false;
        foreach (var operation in batch.Operations.Where(o => o.WritesRow))
        {
            var saw = await Row(operation, cancellation) is { } row
                ? WriteHistory.Saw(batch.Id, RowVersion.Of(row).Writes)
                : conflict == WriteConflict.Missing ? null : false;
            if (saw == true)
                return new WriteOutcome.Written(await Versions(cancellation));
            // Forgotten; or taken away since, as what the batch would have found missing then.
            isDoubtful |= saw is null;
        }
        return isDoubtful ? throw new WriteInDoubtException(partition) : null;
    }

    private async Task<List<string?>> Versions(CancellationToken cancellation)
    {
        var versions = new List<string?>();
        foreach (var operation in batch.Operations)
        {
            var row = operation.WritesRow ? await Row(operation, cancellation) : null;
            // A row that was written over since must not lend us its newer ETag.
            var isOurs = row is not null && WriteHistory.IsLast(batch.Id, RowVersion.Of(row).Writes);
            versions.Add(!operation.WritesRow ? null : (isOurs ? RowVersion.Of(row!) : RowVersion.Gone).ToString());
        }
        return versions;
    }

    private async Task<TableEntity?> Row(PreparedOperation operation, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            batch.PartitionKey, operation.RowKey, [ColumnNames.Writes], cancellation);
        return row.HasValue ? row.Value : null;
    }

    private async Task TakeReceiptAway(CancellationToken cancellation)
    {
        if (receipt is null)
            return;
        try
        {
            await table.DeleteEntityAsync(batch.PartitionKey, receipt, ETag.All, cancellation);
        }
        catch (RequestFailedException)
        {
            // The deletions are done and must be answered so. A receipt that stays is a row of a few bytes that no scan sees.
        }
    }
}
