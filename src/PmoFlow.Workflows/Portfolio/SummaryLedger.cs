using PmoFlow.Domain;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>
/// Keeps summaries true: what something contributes and the unit's totals change in one batch, so a repeat changes nothing and
/// no total can drift from its parts.
/// </summary>
public sealed class SummaryLedger(ITableStore tables, TimeProvider clock)
{
    // Writers of one unit in this process take turns; across processes the ETag decides.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Sets what something contributes to a unit's summary of a period; null for nothing any more.</summary>
    public async Task Put(UnitId unit, string period, string of, Contribution? contribution, CancellationToken cancellation = default)
    {
        var turn = turns[(unit.Value.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            while (!await TryPut(unit, period, of, contribution, cancellation))
            {
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The row of a unit's summary of a period.</summary>
    public static string SummaryRow(string period) => $"sum|{period}";

    private async Task<bool> TryPut(UnitId unit, string period, string of, Contribution? contribution, CancellationToken cancellation)
    {
        var partRow = $"part|{period}|{of}";
        var part = await tables.Find(OfficeTables.Contributions, new(unit.Value, partRow), cancellation);
        if (Same(part?.Document, contribution))
            return true;
        var stored = await tables.Find(OfficeTables.Summaries, new(unit.Value, SummaryRow(period)), cancellation);
        var now = clock.GetUtcNow();
        var summary = (stored?.Document ?? new UnitSummary(unit, period, new Dictionary<string, decimal>(), now))
            .Replace(part?.Document, contribution, now);
        var batch = new TableBatch(OfficeTables.Summaries.Table, unit.Value);
        if (stored is null)
            batch.Insert(OfficeTables.Summaries, SummaryRow(period), summary);
        else
            batch.Replace(OfficeTables.Summaries, SummaryRow(period), summary, stored.ETag);
        if (contribution is null)
            batch.Delete(OfficeTables.Contributions, partRow, part!.ETag);
        else if (part is null)
            batch.Insert(OfficeTables.Contributions, partRow, contribution);
        else
            batch.Replace(OfficeTables.Contributions, partRow, contribution, part.ETag);
        if (await tables.Write(batch, cancellation) is not WriteOutcome.Written)
            return false;
        if (stored is null)
            await tables.Upsert(OfficeTables.Periods, new("periods", period), new KnownPeriod(period), cancellation);
        return true;
    }

    private static bool Same(Contribution? one, Contribution? other) =>
        one is null ? other is null : other is not null && one.Of == other.Of
            && one.Amounts.Count == other.Amounts.Count && !one.Amounts.Except(other.Amounts).Any();
}
