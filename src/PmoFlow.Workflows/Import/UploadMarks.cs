using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Import;

/// <summary>That the rows of a file are being stored.</summary>
/// <param name="Since">UTC.</param>
internal sealed record UploadMark(DateTimeOffset Since);

/// <summary>Remembers which files are being stored, so that rows do not stay of which the import was never entered.</summary>
internal sealed class UploadMarks(ITableStore tables, ImportedRows rows, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Marks an upload, and clears what uploads before it left that broke off with their process.</summary>
    public async Task Begin(string id, CancellationToken cancellation)
    {
        await foreach (var mark in tables.Scan(ImportTables.Uploads, ImportTables.UploadsPartition, cancellation: cancellation))
        {
            if (mark.Document.Since + Longest <= clock.GetUtcNow())
                await End(mark.Key.Row, cancellation);
        }
        await tables.Upsert(ImportTables.Uploads, new(ImportTables.UploadsPartition, id), new UploadMark(clock.GetUtcNow()), cancellation);
    }

    /// <summary>Takes the mark off, and the rows with it where no import was entered.</summary>
    public async Task End(string id, CancellationToken cancellation)
    {
        if (await tables.Find(ImportTables.Imports, new(ImportTables.All, id), cancellation) is null)
            await rows.Remove(id, cancellation);
        await tables.Delete(ImportTables.Uploads, new(ImportTables.UploadsPartition, id), cancellation);
    }
}
