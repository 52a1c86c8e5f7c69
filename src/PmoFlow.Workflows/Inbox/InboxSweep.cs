using PmoFlow.Domain;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Digests;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Webhooks;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Workflows.Inbox;

/// <summary>
/// Finds what was stored but never consumed and sends it again: after a crash between the two, or where a platform loses an event.
/// The host calls it at start and every few seconds; any number may run at once.
/// </summary>
public sealed class InboxSweep(
    ITableStore tables, IOrchestrationClient orchestrations, OrchestrationInbox inbox, StoppedRequests stopped, SeatFollowing seats,
    LifecycleLibrary lifecycles, RevisionNews revisions, VisitsOver visits, WebhookSweep webhooks, ProjectGates gates, WorkshopStarts workshop,
    DigestDesk digests, TimeProvider clock)
{
    /// <summary>How long an item is left alone before it is sent again.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>How long one item may take: an instance that has not begun is asked for again at the next sweep, rarer each time.</summary>
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    // Twice as long each time: an orchestration that is suspended, or has moved on, must not be told the same every few seconds for
    // months. Each telling is a row in its history.
    private const int MostDoublings = 30;

    // An orchestration that has just gone on settles by itself what it went on by.
    private const int TellingsOfAnOldWord = 3;

    /// <summary>
    /// Sends again what has waited longer than <paramref name="olderThan"/>, and each time it was sent again twice as long as before.
    /// </summary>
    /// <returns>How many items were sent again.</returns>
    /// <exception cref="AggregateException">Something could not be done. Everything else was: one defect keeps nobody else waiting.</exception>
    public async Task<int> Run(TimeSpan olderThan, CancellationToken cancellation = default)
    {
        var (sent, now, failures) = (0, clock.GetUtcNow(), new List<Exception>());
        await lifecycles.Refresh(cancellation);
        foreach (var shard in OrchestrationInbox.AllShards)
        {
            await Try(failures, async () =>
            {
                await foreach (var pending in tables.Scan(OfficeTables.Pending, shard, cancellation: cancellation))
                {
                    if (now - pending.Document.StoredAt >= Patience(pending.Document, olderThan))
                        await Try(failures, async () => sent += await SendSoon(pending.Document, now, cancellation) ? 1 : 0, cancellation);
                }
            }, cancellation);
        }
        await Try(failures, () => seats.Run(cancellation), cancellation);
        await Try(failures, () => webhooks.Run(olderThan, cancellation), cancellation);
        await Try(failures, () => digests.Sweep(cancellation), cancellation);
        return failures.Count == 0 ? sent : throw new AggregateException(failures);
    }

    private static async Task Try(List<Exception> failures, Func<Task> part, CancellationToken cancellation)
    {
        try
        {
            await part();
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            failures.Add(problem);
        }
    }

    private async Task<bool> SendSoon(PendingItem pending, DateTimeOffset now, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Each, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await Send(pending, now, either.Token);
        }
        catch (Exception) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static TimeSpan Patience(PendingItem pending, TimeSpan first) => first * Math.Pow(2, Math.Min(pending.Times, MostDoublings));

    private async Task<bool> Send(PendingItem pending, DateTimeOffset now, CancellationToken cancellation)
    {
        if (pending.Key is null)
            return await Start(pending, now, cancellation);
        if (pending.Revision is { } revision && await revisions.Tell(new RequestId(pending.Owner), revision, cancellation))
            return true;
        var item = (await tables.Find(OfficeTables.Inbox, new(pending.Owner, pending.Key), cancellation))?.Document;
        if (item is { State: InboxState.Pending } && pending.Times >= TellingsOfAnOldWord && await visits.IsOver(item, cancellation))
        {
            await inbox.Settle(item.Owner, item.Key, InboxState.Superseded, "It answers a wait that was over already.", cancellation);
            return false;
        }
        if (item is { State: InboxState.Pending })
        {
            await tables.Upsert(OfficeTables.Pending, OrchestrationInbox.PendingKey(pending.Owner, pending.Key),
                pending with { Times = pending.Times + 1 }, cancellation);
            await inbox.Raise(item, cancellation);
            return true;
        }
        if (item is not null || now - pending.StoredAt > Abandoned)
            await tables.Delete(OfficeTables.Pending, OrchestrationInbox.PendingKey(pending.Owner, pending.Key), cancellation);
        return false;
    }

    private async Task<bool> Start(PendingItem pending, DateTimeOffset now, CancellationToken cancellation)
    {
        var request = (await tables.Find(OfficeTables.Requests, new(pending.Owner, OfficeTables.RecordRow), cancellation))?.Document;
        if (request is not null)
        {
            var outcome = await orchestrations.Start(RequestLifecycle.Reference, pending.Owner,
                new RequestLifecycleInput(request.Id, request.Lifecycle), cancellation);
            if (outcome == StartOutcome.AlreadyExists)
                await stopped.Follow(request.Id, pending.EndedBy, pending.EndedBecause, cancellation);
        }
        var isStarted = request is not null || await gates.Start(pending.Owner, cancellation) || await workshop.Start(pending.Owner, cancellation);
        if (isStarted || now - pending.StoredAt > Abandoned)
            await tables.Delete(OfficeTables.Pending, OrchestrationInbox.PendingKey(pending.Owner, null), cancellation);
        return isStarted;
    }
}
