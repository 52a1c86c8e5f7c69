using PmoFlow.Domain.Timeline;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>
/// Tells subscribers of transitions. A pointer to the timeline goes before the batch that extends it, and stays until each new entry
/// lies in the queues of those who want it: whatever happens in between, the sweep finds the pointer.
/// </summary>
public sealed class Transitions(ITableStore tables, WebhookQueues queues, TimeProvider clock)
{
    /// <summary>How long a pointer is left to who wrote it.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    // By then a batch is written, or never will be.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private const string CursorRow = "cursor";

    /// <summary>A pointer to be written before the timeline; null where nobody wants to hear of it.</summary>
    internal async Task<TransitionPointer?> Point(SubjectKind kind, string subject, CancellationToken cancellation) =>
        (await queues.Subscriptions.Listening(cancellation)).Count == 0 ? null : new(kind, subject, clock.GetUtcNow(), Guid.NewGuid().ToString("N"));

    /// <summary>The batches of a write, with the pointer before them.</summary>
    internal static IEnumerable<TableBatch> Behind(TransitionPointer? pointer) => pointer is null
        ? []
        : [new TableBatch(WebhookTables.Pointers.Table, pointer.Shard).Upsert(WebhookTables.Pointers, pointer.Row, pointer)];

    /// <summary>Writes a batch that extends a timeline, with the pointer before it.</summary>
    internal Task<WriteOutcome> Write(TransitionPointer? pointer, TableBatch batch, CancellationToken cancellation) =>
        pointer is null ? tables.Write(batch, cancellation) : tables.WriteInOrder([.. Behind(pointer), batch], cancellation);

    /// <summary>Puts what is new in a timeline into the queues, and takes the pointer away. Safe to repeat, and to run at once with itself.</summary>
    internal async Task Follow(TransitionPointer? pointer, CancellationToken cancellation)
    {
        if (pointer is null)
            return;
        await Fan(pointer.Kind, pointer.Subject, cancellation);
        await Remove(pointer, cancellation);
    }

    /// <summary>Fans out where that was left undone; says how many pointers it saw to.</summary>
    internal async Task<int> Sweep(CancellationToken cancellation)
    {
        var seen = 0;
        foreach (var shard in TransitionPointer.AllShards)
        {
            await foreach (var pointer in tables.Scan(WebhookTables.Pointers, shard, cancellation: cancellation))
            {
                var age = clock.GetUtcNow() - pointer.Document.At;
                if (age < Grace)
                    continue;
                seen++;
                await Fan(pointer.Document.Kind, pointer.Document.Subject, cancellation);
                if (age > Abandoned)
                    await Remove(pointer.Document, cancellation);
            }
        }
        return seen;
    }

    private async Task Fan(SubjectKind kind, string subject, CancellationToken cancellation)
    {
        var subscriptions = await queues.Subscriptions.Listening(cancellation);
        var begun = (await tables.Find(WebhookTables.Cursors, new(subject, CursorRow), cancellation))?.Document.Sequence ?? 0;
        var last = begun;
        await foreach (var entry in Timeline(kind, subject, last, cancellation))
        {
            var type = EventType.Of(kind, entry.Kind);
            foreach (var subscription in subscriptions.Where(subscription => entry.At >= subscription.Since && subscription.Wants(type)))
                await queues.Put(new QueuedEvent(subscription.Id, kind, subject, entry.Sequence, type, entry.At), cancellation);
            last = entry.Sequence;
        }
        if (last > begun)
            await tables.Change(WebhookTables.Cursors, new(subject, CursorRow), before => before?.Sequence >= last ? null : new EventCursor(last), cancellation);
    }

    private IAsyncEnumerable<TimelineEntry> Timeline(SubjectKind kind, string subject, int after, CancellationToken cancellation) =>
        tables.Scan(kind == SubjectKind.Request ? OfficeTables.RequestTimeline : OfficeTables.ProjectTimeline, subject,
            RowRange.StartingWith("timeline|") with { From = OfficeTables.TimelineRow(after + 1) }, cancellation).Select(stored => stored.Document);

    private Task Remove(TransitionPointer pointer, CancellationToken cancellation) =>
        tables.Delete(WebhookTables.Pointers, new(pointer.Shard, pointer.Row), cancellation);
}
