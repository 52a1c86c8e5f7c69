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

    // One row of a batch is the summary's own.
    private const int PartsAtOnce = ITableStore.MaxBatchOperations - 1;

    /// <summary>Sets what something contributes to a unit's summary of a period; null for nothing any more.</summary>
    public Task Put(UnitId unit, string period, string of, Contribution? contribution, CancellationToken cancellation = default) =>
        PutAll(unit, period, [new(of, contribution)], cancellation);

    /// <summary>Sets what many things contribute, with few writes: each of them at most once.</summary>
    public async Task PutAll(UnitId unit, string period, IReadOnlyCollection<SummaryPart> parts, CancellationToken cancellation = default)
    {
        var turn = turns[(unit.Value.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            foreach (var some in parts.Chunk(PartsAtOnce))
            {
                while (!await TryPut(unit, period, some, cancellation))
                {
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The row of a unit's summary of a period.</summary>
    public static string SummaryRow(string period) => $"sum|{period}";

    private async Task<bool> TryPut(UnitId unit, string period, IEnumerable<SummaryPart> parts, CancellationToken cancellation)
    {
        var changed = new List<(string Row, Stored<Contribution>? Before, Contribution? After)>();
        foreach (var part in parts)
        {
            var row = $"part|{period}|{part.Of}";
            var before = await tables.Find(OfficeTables.Contributions, new(unit.Value, row), cancellation);
            if (!Same(before?.Document, part.Contribution))
                changed.Add((row, before, part.Contribution));
        }
        if (changed.Count == 0)
            return true;
        var stored = await tables.Find(OfficeTables.Summaries, new(unit.Value, SummaryRow(period)), cancellation);
        var now = clock.GetUtcNow();
        var summary = changed.Aggregate(stored?.Document ?? new UnitSummary(unit, period, new Dictionary<string, decimal>(), now),
            (sum, change) => sum.Replace(change.Before?.Document, change.After, now));
        var batch = new TableBatch(OfficeTables.Summaries.Table, unit.Value);
        if (stored is null)
            batch.Insert(OfficeTables.Summaries, SummaryRow(period), summary);
        else
            batch.Replace(OfficeTables.Summaries, SummaryRow(period), summary, stored.ETag);
        foreach (var (row, before, after) in changed)
        {
            if (after is null)
                batch.Delete(OfficeTables.Contributions, row, before!.ETag);
            else if (before is null)
                batch.Insert(OfficeTables.Contributions, row, after);
            else
                batch.Replace(OfficeTables.Contributions, row, after, before.ETag);
        }
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

/// <summary>What one thing contributes from now on.</summary>
/// <param name="Of">What contributes, as in <see cref="Contribution.Of"/>.</param>
/// <param name="Contribution">What it contributes; null for nothing any more.</param>
public sealed record SummaryPart(string Of, Contribution? Contribution);
