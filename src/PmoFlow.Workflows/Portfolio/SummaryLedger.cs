using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>
/// Keeps summaries true: what something contributes, the unit's totals, the rows of the day and the month and the lists change in
/// one batch. A repeat changes nothing; news of an earlier state than the one that is known changes nothing either, in whatever
/// order writers come; and no total can drift from its parts.
/// </summary>
public sealed class SummaryLedger(ITableStore tables, SummaryChanges changes, SummaryMarks marks, OfficeSettings office, TimeProvider clock)
{
    // Writers of one summary in this process share their batches; across processes the ETag decides.
    private readonly SharedTurns<(UnitId Unit, string Period), SummaryPart> turns = new();

    // A part, what it was on the day, and up to three rows of lists that go and three that come; three rows are the summary's own.
    private const int RowsOfAPart = 8;
    private const int PartsAtOnce = (ITableStore.MaxBatchOperations - 3) / RowsOfAPart;

    /// <summary>Sets what something contributes to a unit's summary of a period; null for nothing any more.</summary>
    public Task Put(UnitId unit, string period, string of, Contribution? contribution, CancellationToken cancellation = default) =>
        PutAll(unit, period, [new(of, contribution)], cancellation);

    /// <summary>Sets what many things contribute, with few writes: each of them at most once.</summary>
    public Task PutAll(UnitId unit, string period, IReadOnlyCollection<SummaryPart> parts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        cancellation.ThrowIfCancellationRequested();
        return turns.Add((unit, period), parts, all => PutShared(unit, period, all));
    }

    // In the order in which they came; a batch ends where something is said of a thing for the second time.
    private async Task PutShared(UnitId unit, string period, IReadOnlyList<SummaryPart> parts)
    {
        var batch = new Dictionary<string, SummaryPart>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (batch.Count == PartsAtOnce || batch.ContainsKey(part.Of))
            {
                await PutBatch(unit, period, batch.Values);
                batch.Clear();
            }
            batch[part.Of] = part;
        }
        await PutBatch(unit, period, batch.Values);
    }

    // Nobody gives up alone what others share.
    private async Task PutBatch(UnitId unit, string period, IReadOnlyCollection<SummaryPart> parts)
    {
        while (!await TryPut(unit, period, parts, CancellationToken.None))
        {
        }
    }

    private async Task<bool> TryPut(UnitId unit, string period, IEnumerable<SummaryPart> parts, CancellationToken cancellation)
    {
        var changed = new List<PartChange>();
        foreach (var part in parts)
        {
            var before = await tables.Find(OfficeTables.Contributions, new(unit.Value, SummaryRows.Part(period, part.Of)), cancellation);
            if (PartChange.Of(part, before) is { } change)
                changed.Add(change);
        }
        if (changed.Count == 0)
            return true;
        var stored = await tables.Find(OfficeTables.Summaries, new(unit.Value, SummaryRows.Sum(period)), cancellation);
        var now = clock.GetUtcNow();
        var summary = changed.Aggregate(stored?.Document ?? new UnitSummary(unit, period, new Dictionary<string, decimal>(), now),
            (sum, change) => sum.Replace(change.Before?.Document, change.After, now));
        var batch = new TableBatch(OfficeTables.Summaries.Table, unit.Value);
        if (stored is null)
            batch.Insert(OfficeTables.Summaries, SummaryRows.Sum(period), summary);
        else
            batch.Replace(OfficeTables.Summaries, SummaryRows.Sum(period), summary, stored.ETag);
        foreach (var change in changed)
            change.Write(batch, period);
        if (period == UnitSummary.Now)
            Remember(batch, summary, changed, office.Calendar.DayOf(now));
        // The mark comes after what it tells of, in the same commit where the store can.
        if (await tables.WriteInOrder([batch, marks.Of(unit)], cancellation) is not WriteOutcome.Written)
            return false;
        if (stored is null)
            await tables.Upsert(OfficeTables.Periods, new("periods", period), new KnownPeriod(period), cancellation);
        changes.Mark(unit);
        return true;
    }

    /// <summary>What stands now is what the day and the month will have ended with, unless more comes.</summary>
    private static void Remember(TableBatch batch, UnitSummary summary, List<PartChange> changed, DateOnly today)
    {
        var month = SummaryRows.MonthOf(today);
        batch.Upsert(OfficeTables.Summaries, SummaryRows.Day(today), summary with { Period = SummaryRows.Text(today) });
        batch.Upsert(OfficeTables.Summaries, SummaryRows.Month(month), summary with { Period = month });
        foreach (var change in changed)
            change.Remember(batch, today);
    }
}

/// <summary>What one thing contributes from now on.</summary>
/// <param name="Of">What contributes, as in <see cref="Contribution.Of"/>.</param>
/// <param name="Contribution">What it contributes; null for nothing any more.</param>
public sealed record SummaryPart(string Of, Contribution? Contribution);
