using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>Keeps the rows that lists of requests read, and the request's part of its unit's summary. Safe to repeat.</summary>
public sealed class RequestLists(ITableStore tables, SummaryLedger summaries, OfficeSettings office)
{
    /// <summary>The unit of what is for no unit in particular.</summary>
    public static readonly UnitId NoUnit = new("office");

    /// <summary>The partition of the requests in a stage.</summary>
    public static string StagePartition(string stage) => $"stage/{stage}";

    internal async Task Publish(RequestRecord? before, RequestRecord after, CancellationToken cancellation)
    {
        var key = OfficeTables.NewestFirst(after.SubmittedAt, after.Id.Value);
        // A step that is run again cannot know which stage the first run left behind: it clears all of them.
        foreach (var left in ReferenceEquals(before, after) ? after.StagesLeft : before is null ? [] : [before.Stage])
        {
            if (left != after.Stage)
                await tables.Delete(OfficeTables.RequestRows, new(StagePartition(left), key), cancellation);
        }
        await tables.WriteInOrder([.. Rows(after)], cancellation);
        await Count(before, after, cancellation);
    }

    /// <summary>Its rows as they shall be.</summary>
    internal static IEnumerable<TableBatch> Rows(RequestRecord request)
    {
        var (row, key) = (RequestRow.Of(request), OfficeTables.NewestFirst(request.SubmittedAt, request.Id.Value));
        foreach (var partition in (string[])[OfficeTables.All, StagePartition(request.Stage)])
            yield return new TableBatch(OfficeTables.RequestRows.Table, partition).Upsert(OfficeTables.RequestRows, key, row);
    }

    /// <summary>Its part of its unit's summary.</summary>
    internal async Task Count(RequestRecord? before, RequestRecord after, CancellationToken cancellation)
    {
        var contribution = Measure.Of(after, office.Calendar.DayOf);
        if (before?.Unit is { } unit && unit != after.Unit)
            await summaries.Put(unit, UnitSummary.Now, contribution.Of, contribution.Gone(), cancellation);
        await summaries.Put(after.Unit ?? NoUnit, UnitSummary.Now, contribution.Of, contribution, cancellation);
    }
}
