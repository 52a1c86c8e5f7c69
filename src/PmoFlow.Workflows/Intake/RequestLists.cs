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
        var row = RequestRow.Of(after);
        var key = OfficeTables.NewestFirst(after.SubmittedAt, after.Id.Value);
        // A step that is run again cannot know which stage the first run left behind: it clears all of them.
        foreach (var left in ReferenceEquals(before, after) ? after.StagesLeft : before is null ? [] : [before.Stage])
        {
            if (left != after.Stage)
                await tables.Delete(OfficeTables.RequestRows, new(StagePartition(left), key), cancellation);
        }
        await tables.Upsert(OfficeTables.RequestRows, new(OfficeTables.All, key), row, cancellation);
        await tables.Upsert(OfficeTables.RequestRows, new(StagePartition(after.Stage), key), row, cancellation);
        var contribution = Measure.Of(after, office.Calendar.DayOf);
        if (before?.Unit is { } unit && unit != after.Unit)
            await summaries.Put(unit, UnitSummary.Now, contribution.Of, contribution.Gone(), cancellation);
        await summaries.Put(after.Unit ?? NoUnit, UnitSummary.Now, contribution.Of, contribution, cancellation);
    }
}
