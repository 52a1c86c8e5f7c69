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

    /// <summary>The partition of the requests of a process that are scored and not yet decided.</summary>
    public static string RankedPartition(string lifecycle) => $"ranked/{lifecycle}";

    internal async Task Publish(RequestRecord? before, RequestRecord after, CancellationToken cancellation)
    {
        var key = OfficeTables.NewestFirst(after.SubmittedAt, after.Id.Value);
        // A step that is run again cannot know which stage the first run left behind: it clears all of them.
        foreach (var left in ReferenceEquals(before, after) ? after.StagesLeft : before is null ? [] : [before.Stage])
        {
            if (left != after.Stage)
                await tables.Delete(OfficeTables.RequestRows, new(StagePartition(left), key), cancellation);
        }
        await Leave(before, after, cancellation);
        if (before is not null && before.Revision != after.Revision)
            await Reword(before, after, cancellation);
        await tables.WriteInOrder([.. Rows(after)], cancellation);
        await Count(before, after, cancellation);
    }

    /// <summary>Its rows as they shall be.</summary>
    internal static IEnumerable<TableBatch> Rows(RequestRecord request)
    {
        var (row, key) = (RequestRow.Of(request), OfficeTables.NewestFirst(request.SubmittedAt, request.Id.Value));
        foreach (var partition in (string[])[OfficeTables.All, StagePartition(request.Stage)])
            yield return new TableBatch(OfficeTables.RequestRows.Table, partition).Upsert(OfficeTables.RequestRows, key, row);
        if (WorkIndex.KeyOf(request) is { } work)
            yield return new TableBatch(OfficeTables.RequestRows.Table, work.Partition).Upsert(OfficeTables.RequestRows, work.Row, row);
        // With the first steps only: later they change with the content.
        if (request.Visit <= 1)
            yield return new TableBatch(OfficeTables.Words.Table, OfficeTables.All).Upsert(OfficeTables.Words, RequestWords.RowOf(request), RequestWords.Of(request));
        if (IsRanked(request))
            yield return new TableBatch(OfficeTables.RequestRows.Table, RankedPartition(request.Lifecycle.Name)).Upsert(OfficeTables.RequestRows, request.Id.Value, row);
    }

    private async Task Reword(RequestRecord before, RequestRecord after, CancellationToken cancellation)
    {
        await tables.Delete(OfficeTables.Words, new(OfficeTables.All, RequestWords.RowOf(before)), cancellation);
        await tables.Upsert(OfficeTables.Words, new(OfficeTables.All, RequestWords.RowOf(after)), RequestWords.Of(after), cancellation);
    }

    /// <summary>Its part of its unit's summary.</summary>
    internal async Task Count(RequestRecord? before, RequestRecord after, CancellationToken cancellation)
    {
        var contribution = Measure.Of(after, office.Calendar.DayOf);
        if (before?.Unit is { } unit && unit != after.Unit)
            await summaries.Put(unit, UnitSummary.Now, contribution.Of, contribution.Gone(), cancellation);
        await summaries.Put(after.Unit ?? NoUnit, UnitSummary.Now, contribution.Of, contribution, cancellation);
    }

    /// <summary>What is scored and not yet decided stands in the ranked list of its process.</summary>
    private static bool IsRanked(RequestRecord request) => request is { Score: not null, Outcome: RequestOutcome.Open, Project: null };

    /// <summary>Its rows in the work list and the ranked list go where they do not belong any more; a step that is run again clears what the first run left.</summary>
    private async Task Leave(RequestRecord? before, RequestRecord after, CancellationToken cancellation)
    {
        var left = before is null || ReferenceEquals(before, after) ? after.WorkRowLeft : WorkIndex.Name(WorkIndex.KeyOf(before));
        if (left is not null && left != WorkIndex.Name(WorkIndex.KeyOf(after)))
            await tables.Delete(OfficeTables.RequestRows, WorkIndex.Parse(left), cancellation);
        if (before is not null && before.Lifecycle.Name != after.Lifecycle.Name)
            await tables.Delete(OfficeTables.RequestRows, new(RankedPartition(before.Lifecycle.Name), after.Id.Value), cancellation);
        if (after.Score is not null && !IsRanked(after))
            await tables.Delete(OfficeTables.RequestRows, new(RankedPartition(after.Lifecycle.Name), after.Id.Value), cancellation);
    }
}
