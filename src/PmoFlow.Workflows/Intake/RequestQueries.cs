using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>Which requests to list, newest first.</summary>
/// <param name="Stage">Only those in this stage.</param>
/// <param name="Text">Only those whose number, title or requester contains this, without regard to case.</param>
/// <param name="Cursor">Where the last page ended.</param>
/// <param name="PageSize">At most so many.</param>
public sealed record RequestListQuery(string? Stage = null, string? Text = null, string? Cursor = null, int PageSize = 50);

/// <summary>A page of a list.</summary>
/// <param name="Rows">In order.</param>
/// <param name="Cursor">Where to go on; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, string? Cursor);

/// <summary>Reads requests.</summary>
public sealed class RequestQueries(ITableStore tables, RequestLedger ledger, GateLedger rounds, LifecycleLibrary lifecycles)
{
    /// <summary>A request as it stands, or null.</summary>
    public Task<RequestRecord?> Find(RequestId id, CancellationToken cancellation = default) => ledger.Find(id, cancellation);

    /// <summary>Its timeline from the beginning.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> Timeline(RequestId id, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.RequestTimeline, id.Value, RowRange.StartingWith("timeline|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>The rounds of its gates, in order.</summary>
    public Task<IReadOnlyList<GateRound>> Rounds(RequestId id, CancellationToken cancellation = default) => rounds.All(id, cancellation);

    /// <summary>Requests, newest first, a page at a time.</summary>
    public async Task<Page<RequestRow>> List(RequestListQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var partition = string.IsNullOrEmpty(query.Stage) ? OfficeTables.All : RequestLists.StagePartition(query.Stage);
        return await tables.Page(OfficeTables.RequestRows, partition, query.Cursor, query.PageSize,
            row => Paging.Contains(query.Text, row.Id.Value, row.Title, row.RequesterName), cancellation);
    }

    /// <summary>Every stage of every lifecycle in use, each name once, in the order in which requests come to them.</summary>
    public IReadOnlyList<LifecycleStage> Stages() => LifecyclePath.Together(lifecycles.All);
}
