using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>
/// Which way two requests are merged. Each of the two looks at the other before it joins it, so two analysts at one moment would end both;
/// the first to write the row that both ways share has its way.
/// </summary>
internal sealed class MergerClaims(ITableStore tables)
{
    /// <summary>Whether it may be merged that way: nobody has claimed the other way before. Safe to repeat.</summary>
    public async Task<bool> Claim(RequestMerger merger, CancellationToken cancellation)
    {
        var (one, two) = (merger.Request.Value, merger.Into.Value);
        var key = string.CompareOrdinal(one, two) < 0 ? new TableKey(one, OfficeTables.MergerRow(two)) : new TableKey(two, OfficeTables.MergerRow(one));
        var batch = new TableBatch(OfficeTables.Mergers.Table, key.Partition).Insert(OfficeTables.Mergers, key.Row, merger);
        return await tables.Write(batch, cancellation) is WriteOutcome.Written
            || (await tables.Find(OfficeTables.Mergers, key, cancellation))?.Document.Request == merger.Request;
    }
}
