using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>
/// What waits to be sent: a queue for each subscription and subject, emptied in order by one instance. A queue that has something in it
/// stands in the list of open ones, under the generation of its instance; the instance takes it off that list as the last thing it does,
/// and only where nothing came meanwhile. What comes later makes a new generation, so nothing can fall between the two.
/// </summary>
public sealed class WebhookQueues(ITableStore tables, IOrchestrationClient orchestrations, TimeProvider clock)
{
    internal SubscriptionList Subscriptions { get; } = new(tables);

    /// <summary>Puts an event into its queue and sees to it that somebody empties it. What is there already stays as it is.</summary>
    internal async Task Put(QueuedEvent queued, CancellationToken cancellation)
    {
        await tables.TryInsert(WebhookTables.Queue, new(PartitionOf(queued), WebhookTables.SequenceRow(queued.Sequence)), queued, cancellation);
        await Kick(queued.Subscription, queued.Subject, cancellation);
    }

    /// <summary>Has a queue emptied, by a new instance where the one that should is gone.</summary>
    internal async Task Kick(string subscription, string subject, CancellationToken cancellation, bool isAnew = false)
    {
        var open = await tables.Change(WebhookTables.Open, new(subscription, subject), before => before is null || isAnew
            ? new OpenQueue(subscription, subject, Guid.NewGuid().ToString("N"), clock.GetUtcNow())
            : before with { At = clock.GetUtcNow() }, cancellation);
        await Start(open!, cancellation);
    }

    /// <summary>Starts the instance of an open queue unless it was started.</summary>
    internal Task Start(OpenQueue open, CancellationToken cancellation) =>
        orchestrations.Start(WebhookQueue.Reference, open.Instance, new WebhookQueueInput(open.Subscription, open.Subject), cancellation);

    /// <summary>The first event of a queue, or null where it is empty.</summary>
    internal async Task<Stored<QueuedEvent>?> First(string subscription, string subject, CancellationToken cancellation) =>
        await tables.Scan(WebhookTables.Queue, WebhookTables.QueuePartition(subscription, subject), cancellation: cancellation).FirstOrDefaultAsync(cancellation);

    /// <summary>Takes an empty queue off the list of open ones; false where something came meanwhile.</summary>
    /// <param name="open">As it stood before the queue was seen to be empty.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<bool> Close(Stored<OpenQueue> open, CancellationToken cancellation) =>
        await tables.Write(new TableBatch(WebhookTables.Open.Table, open.Key.Partition)
            .Delete(WebhookTables.Open, open.Key.Row, open.ETag), cancellation) is WriteOutcome.Written;

    /// <summary>The queues of a subscription that have something in them, by subject.</summary>
    internal IAsyncEnumerable<OpenQueue> OpenOf(string subscription, CancellationToken cancellation) =>
        tables.Scan(WebhookTables.Open, subscription, cancellation: cancellation).Select(stored => stored.Document);

    /// <summary>Has everything that waits for another attempt tried now.</summary>
    internal async Task Wake(string subscription, CancellationToken cancellation)
    {
        await foreach (var open in OpenOf(subscription, cancellation))
        {
            var state = await orchestrations.Get(open.Instance, cancellation);
            if (state is null || state.Status is OrchestrationStatus.Failed or OrchestrationStatus.Terminated or OrchestrationStatus.Completed)
                await Kick(subscription, open.Subject, cancellation, isAnew: state is not null);
            else
                await orchestrations.RaiseEvent(open.Instance, WebhookQueue.Woken, default, cancellation);
        }
    }

    /// <summary>Gives an event up: it stays with its subscription until an administrator sends it again.</summary>
    internal async Task Park(QueuedEvent given, CancellationToken cancellation)
    {
        await tables.Upsert(WebhookTables.Parked, new(given.Subscription, WebhookTables.ParkedRow(given)),
            given with { ParkedAt = clock.GetUtcNow(), NextAt = null }, cancellation);
        await Drop(given, cancellation);
    }

    /// <summary>Takes an event out of its queue.</summary>
    internal Task Drop(QueuedEvent done, CancellationToken cancellation) =>
        tables.Delete(WebhookTables.Queue, new(PartitionOf(done), WebhookTables.SequenceRow(done.Sequence)), cancellation);

    /// <summary>Starts what a crash kept from being started.</summary>
    internal async Task Sweep(TimeSpan olderThan, CancellationToken cancellation)
    {
        foreach (var subscription in await Subscriptions.All(cancellation))
        {
            await foreach (var open in OpenOf(subscription.Id, cancellation))
            {
                // Once, soon after it came: an instance that was started needs no help.
                var age = clock.GetUtcNow() - open.At;
                if (olderThan == TimeSpan.Zero || (age >= olderThan && age < olderThan * 6))
                    await Start(open, cancellation);
            }
        }
    }

    private static string PartitionOf(QueuedEvent queued) => WebhookTables.QueuePartition(queued.Subscription, queued.Subject);
}
