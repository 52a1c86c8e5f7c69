using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Webhooks;

namespace PmoFlow.Workflows.Intake;

/// <summary>
/// The only writer of requests: record and timeline change together in one batch, a step that is run again changes nothing, and
/// lists, summaries and subscribers follow.
/// </summary>
public sealed class RequestLedger(ITableStore tables, RequestLists lists, Transitions transitions, TimeProvider clock)
{
    /// <summary>A request as it stands, or null.</summary>
    public async Task<RequestRecord?> Find(RequestId id, CancellationToken cancellation = default) =>
        (await tables.Find(OfficeTables.Requests, new(id.Value, OfficeTables.RecordRow), cancellation))?.Document;

    /// <summary>A request that must be there.</summary>
    /// <exception cref="KeyNotFoundException">It is not.</exception>
    public async Task<RequestRecord> Get(RequestId id, CancellationToken cancellation = default) =>
        await Find(id, cancellation) ?? throw new KeyNotFoundException($"There is no request {id}.");

    /// <summary>
    /// Writes a new request with its first timeline entry and its rows in lists, between what must be there before it and what
    /// comes after; null where that number is taken. It is not counted in its unit's summary yet.
    /// </summary>
    internal async Task<RequestRecord?> TryOpen(
        RequestRecord request, TimelineDraft draft, TableBatch before, TableBatch behind, CancellationToken cancellation)
    {
        var (entry, end) = request.Timeline.Next("submit", request.SubmittedAt, draft);
        var opened = request with { Timeline = end, SaidAt = draft.IsWord ? request.SubmittedAt : null };
        var batch = new TableBatch(OfficeTables.Requests.Table, request.Id.Value)
            .Insert(OfficeTables.Requests, OfficeTables.RecordRow, opened)
            .Insert(OfficeTables.RequestTimeline, OfficeTables.TimelineRow(entry.Sequence), entry);
        var pointer = await Point(request.Id, cancellation);
        if (await tables.WriteInOrder([before, .. Transitions.Behind(pointer), batch, .. RequestLists.Rows(opened), behind], cancellation) is not WriteOutcome.Written)
            return null;
        await transitions.Follow(pointer, CancellationToken.None);
        return opened;
    }

    /// <summary>Counts a request that was opened.</summary>
    internal Task Count(RequestRecord opened, CancellationToken cancellation) => lists.Count(null, opened, cancellation);

    /// <summary>Lets lists and summaries follow a request as it stands, where the process may have ended before they did.</summary>
    public async Task Follow(RequestId id, CancellationToken cancellation)
    {
        var request = await Get(id, cancellation);
        await Publish(request, request, cancellation);
    }

    /// <summary>Lets lists follow. Where another writer was quicker, what stands in the record by now is the last that they are told.</summary>
    private async Task Publish(RequestRecord before, RequestRecord after, CancellationToken cancellation)
    {
        await lists.Publish(before, after, cancellation);
        while (await Get(after.Id, cancellation) is var newest && newest.Timeline.Sequence != after.Timeline.Sequence)
        {
            // The rows of what this writer put there go, and those that any step left behind.
            await lists.Publish(after, newest, cancellation);
            await lists.Publish(newest, newest, cancellation);
            after = newest;
        }
    }

    /// <summary>Enters one step.</summary>
    /// <param name="id">Of which request.</param>
    /// <param name="step">The step's idempotency key.</param>
    /// <param name="draft">What happened.</param>
    /// <param name="change">What changes with it; pure, it may be called several times.</param>
    /// <param name="beside">Further documents of the request's partition that change in the same batch.</param>
    /// <param name="cancellation">Gives up before the batch is written.</param>
    public async Task<RequestRecord> Enter(
        RequestId id, string step, TimelineDraft draft, Func<RequestRecord, RequestRecord> change,
        Action<TableBatch>? beside = null, CancellationToken cancellation = default) =>
        (await TryEnter(id, step, draft, change, beside, cancellation))!;

    /// <summary>
    /// The same for a step that the request may not allow any more in the very moment of writing: null, and nothing is written, where
    /// <paramref name="change"/> gives null.
    /// </summary>
    internal async Task<RequestRecord?> TryEnter(
        RequestId id, string step, TimelineDraft draft, Func<RequestRecord, RequestRecord?> change, Action<TableBatch>? beside, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        var pointer = await Point(id, cancellation);
        while (true)
        {
            var stored = await tables.Find(OfficeTables.Requests, new(id.Value, OfficeTables.RecordRow), cancellation)
                ?? throw new KeyNotFoundException($"There is no request {id}.");
            var before = stored.Document;
            if (before.Timeline.Has(step))
            {
                // The step was written, but perhaps the process ended before lists followed.
                await Publish(before, before, cancellation);
                await transitions.Follow(pointer, cancellation);
                return before;
            }
            var now = clock.GetUtcNow();
            if (change(before) is not { } changed)
            {
                await transitions.Follow(pointer, CancellationToken.None);
                return null;
            }
            var (entry, end) = before.Timeline.Next(step, now, draft);
            var after = changed with { UpdatedAt = now, Timeline = end, SaidAt = draft.IsWord ? now : before.SaidAt };
            if (WorkIndex.KeyOf(before) is { } stood && stood != WorkIndex.KeyOf(after))
                after = after with { WorkRowLeft = WorkIndex.Name(stood) };
            var batch = new TableBatch(OfficeTables.Requests.Table, id.Value)
                .Replace(OfficeTables.Requests, OfficeTables.RecordRow, after, stored.ETag)
                .Insert(OfficeTables.RequestTimeline, OfficeTables.TimelineRow(entry.Sequence), entry);
            beside?.Invoke(batch);
            if (await transitions.Write(pointer, batch, cancellation) is not WriteOutcome.Written)
                continue;
            // Written is written: who gives up now must not leave lists behind.
            await Publish(before, after, CancellationToken.None);
            await transitions.Follow(pointer, CancellationToken.None);
            return after;
        }
    }

    private Task<TransitionPointer?> Point(RequestId id, CancellationToken cancellation) => transitions.Point(SubjectKind.Request, id.Value, cancellation);
}
