using System.Runtime.CompilerServices;
using PmoFlow.Domain.Import;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Import;

/// <summary>The stored rows of imports, and what happens with each.</summary>
internal sealed class ImportedRows(ITableStore tables)
{
    /// <summary>The rows of a file, chunk by chunk.</summary>
    public async IAsyncEnumerable<RowChunk> Chunks(string import, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var stored in tables.Scan(ImportTables.Rows, import, RowRange.StartingWith("rows|"), cancellation))
            yield return stored.Document;
    }

    /// <summary>What happens with the rows of a file, chunk by chunk.</summary>
    public async IAsyncEnumerable<PlanChunk> Plans(string import, int from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var range = new RowRange(ImportTables.PlanRow(from), RowRange.StartingWith("plan|").To);
        await foreach (var stored in tables.Scan(ImportTables.Plans, import, range, cancellation))
            yield return stored.Document;
    }

    /// <summary>Removes the rows of a file, and what was to happen with them.</summary>
    public async Task Remove(string import, CancellationToken cancellation)
    {
        await foreach (var stored in tables.Scan(ImportTables.Rows, import, RowRange.StartingWith("rows|"), cancellation))
            await tables.Delete(ImportTables.Rows, stored.Key, cancellation);
        await foreach (var stored in tables.Scan(ImportTables.Plans, import, RowRange.StartingWith("plan|"), cancellation))
            await tables.Delete(ImportTables.Plans, stored.Key, cancellation);
    }

    /// <summary>One chunk's rows, and what happens with them.</summary>
    public async Task<(RowChunk Rows, PlanChunk Plan)> Chunk(string import, int chunk, CancellationToken cancellation)
    {
        var rows = await tables.Find(ImportTables.Rows, new(import, ImportTables.RowsRow(chunk)), cancellation);
        var plan = await tables.Find(ImportTables.Plans, new(import, ImportTables.PlanRow(chunk)), cancellation);
        return rows is null || plan is null
            ? throw new KeyNotFoundException($"Import {import} has no chunk {chunk}.")
            : (rows.Document, plan.Document);
    }

    /// <summary>Says what happens with a chunk's rows.</summary>
    public Task Put(string import, PlanChunk plan, CancellationToken cancellation) => tables.Upsert(ImportTables.Plans,
        new(import, ImportTables.PlanRow(plan.Chunk)), plan with { Rows = [.. plan.Rows.Select(Bounded)] }, cancellation);

    private static RowPlan Bounded(RowPlan plan) => plan.Problems.Count <= ImportLimits.RowProblems
        ? plan
        : plan with { Problems = [.. plan.Problems.Take(ImportLimits.RowProblems)] };
}
