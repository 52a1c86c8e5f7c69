using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>One contribution in place of another.</summary>
internal sealed record PartChange(string What, Stored<Contribution>? Before, Contribution? After)
{
    /// <summary>The change, or null where nothing is to be done: it says the same, or is of an earlier state.</summary>
    public static PartChange? Of(SummaryPart part, Stored<Contribution>? before)
    {
        var (known, said) = (before?.Document, part.Contribution);
        if (known is null)
            return said is null ? null : new(part.Of, null, said);
        return said is not null && (said.Says(known) || said.IsOlderThan(known)) ? null : new(part.Of, before, said);
    }

    /// <summary>The contribution itself.</summary>
    public void Write(TableBatch batch, string period)
    {
        var row = SummaryRows.Part(period, What);
        if (After is null)
            batch.Delete(OfficeTables.Contributions, row, Before!.ETag);
        else if (Before is null)
            batch.Insert(OfficeTables.Contributions, row, After);
        else
            batch.Replace(OfficeTables.Contributions, row, After, Before.ETag);
    }

    /// <summary>What it is on that day, and where it stands in lists.</summary>
    public void Remember(TableBatch batch, DateOnly today)
    {
        batch.Upsert(OfficeTables.Contributions, SummaryRows.Was(What, today), After ?? Before!.Document.Gone());
        var stands = SummaryRows.ListRows(After).ToList();
        foreach (var left in SummaryRows.ListRows(Before?.Document).Except(stands))
            batch.Delete(OfficeTables.Contributions, left);
        foreach (var row in stands)
            batch.Upsert(OfficeTables.Contributions, row, After!);
    }
}
