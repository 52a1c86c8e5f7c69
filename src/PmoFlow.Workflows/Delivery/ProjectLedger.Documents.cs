using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

public sealed partial class ProjectLedger
{
    /// <summary>A document of a project's partition, or null.</summary>
    public async Task<T?> Document<T>(
        ProjectId id, TableReference<T> table, string row, CancellationToken cancellation = default) where T : class =>
        (await tables.Find(table, new(id.Value, row), cancellation))?.Document;

    /// <summary>Documents of a project's partition whose rows begin so.</summary>
    public async Task<IReadOnlyList<T>> Documents<T>(
        ProjectId id, TableReference<T> table, string prefix, CancellationToken cancellation = default) where T : class =>
        await tables.Scan(table, id.Value, RowRange.StartingWith(prefix), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>
    /// Changes one document of a project in one batch with the project and its timeline. Where somebody else changed either of them
    /// meanwhile, <paramref name="change"/> is asked again with what stands then: no change is lost.
    /// </summary>
    /// <param name="id">Of which project.</param>
    /// <param name="step">The step's idempotency key; a step that was entered gives what stands.</param>
    /// <param name="table">The document's table.</param>
    /// <param name="row">Its row.</param>
    /// <param name="change">Pure; gets the project and the document, or null where there is none.</param>
    /// <param name="cancellation">Gives up before the batch is written.</param>
    public async Task<Outcome<T>> Change<T>(
        ProjectId id, string step, TableReference<T> table, string row, Func<ProjectRecord, T?, Outcome<DocumentChange<T>>> change,
        CancellationToken cancellation = default) where T : class
    {
        ArgumentNullException.ThrowIfNull(change);
        var pointer = await Point(id, cancellation);
        while (true)
        {
            if (await tables.Find(OfficeTables.Projects, new(id.Value, OfficeTables.RecordRow), cancellation) is not { } stored)
                return new Refusal.NotFound($"There is no project {id}.");
            var document = await tables.Find(table, new(id.Value, row), cancellation);
            if (stored.Document.Timeline.Has(step) && document is not null)
            {
                await Publish(id, [stored.Document.Unit], null, cancellation);
                await transitions.Follow(pointer, cancellation);
                return document.Document;
            }
            if (change(stored.Document, document?.Document) is not Outcome<DocumentChange<T>>.Done(var changed))
                return ((Outcome<DocumentChange<T>>.Refused)change(stored.Document, document?.Document)).Refusal;
            var now = clock.GetUtcNow();
            var after = (changed.Project?.Invoke(stored.Document) ?? stored.Document) with { UpdatedAt = now };
            var batch = new TableBatch(OfficeTables.Projects.Table, id.Value);
            if (changed.Draft is { } draft)
            {
                var (entry, end) = stored.Document.Timeline.Next(step, now, draft);
                after = after with { Timeline = end, SaidAt = draft.IsWord ? now : stored.Document.SaidAt };
                batch.Insert(OfficeTables.ProjectTimeline, OfficeTables.TimelineRow(entry.Sequence), entry);
            }
            batch.Replace(OfficeTables.Projects, OfficeTables.RecordRow, after, stored.ETag);
            if (document is null)
                batch.Insert(table, row, changed.Document);
            else
                batch.Replace(table, row, changed.Document, document.ETag);
            changed.Beside?.Invoke(batch);
            if (await transitions.Write(changed.Draft is null ? null : pointer, batch, cancellation) is not WriteOutcome.Written)
                continue;
            await Publish(id, [stored.Document.Unit], null, CancellationToken.None);
            await transitions.Follow(changed.Draft is null ? null : pointer, CancellationToken.None);
            return changed.Document;
        }
    }
}

/// <summary>What a document becomes.</summary>
/// <param name="Document">From now on.</param>
/// <param name="Draft">What the timeline says; null for nothing.</param>
public sealed record DocumentChange<T>(T Document, TimelineDraft? Draft)
{
    /// <summary>What changes in the project with it.</summary>
    public Func<ProjectRecord, ProjectRecord>? Project { get; init; }

    /// <summary>Further documents of the same batch.</summary>
    public Action<TableBatch>? Beside { get; init; }
}
