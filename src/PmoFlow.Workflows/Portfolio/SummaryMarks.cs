using System.Collections.Immutable;
using PmoFlow.Domain;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>A unit's summary has changed.</summary>
/// <param name="At">When.</param>
public sealed record SummaryMark(DateTimeOffset At);

/// <summary>
/// Which units' summaries have changed, whichever process wrote them: one row for each unit, all in one partition, so that who follows
/// reads one list and then only the units that are not as they were. A mark is written after what it tells of; a process that ends in
/// between leaves none, so who follows reads everything from time to time as well.
/// </summary>
public sealed class SummaryMarks(ITableStore tables, TimeProvider clock)
{
    /// <summary>Tells that a unit's summary has been written: to be written after it.</summary>
    internal TableBatch Of(UnitId unit) =>
        new TableBatch(OfficeTables.SummaryMarks.Table, OfficeTables.All).Upsert(OfficeTables.SummaryMarks, unit.Value, new SummaryMark(clock.GetUtcNow()));

    /// <summary>A version for each unit that was ever marked; another one after each mark.</summary>
    public async Task<ImmutableDictionary<UnitId, string>> Versions(CancellationToken cancellation = default)
    {
        var versions = ImmutableDictionary.CreateBuilder<UnitId, string>();
        await foreach (var mark in tables.Scan(OfficeTables.SummaryMarks, OfficeTables.All, RowRange.All, cancellation))
            versions[new(mark.Key.Row)] = mark.ETag;
        return versions.ToImmutable();
    }
}
