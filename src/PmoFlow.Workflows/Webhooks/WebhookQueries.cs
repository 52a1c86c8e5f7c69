using PmoFlow.Domain.Webhooks;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>A subscription with what waits for it.</summary>
/// <param name="Subscription">As it stands.</param>
/// <param name="Waiting">Queues that have something in them, at most <see cref="WebhookQueries.MostShown"/>.</param>
/// <param name="Parked">What was given up, at most <see cref="WebhookQueries.MostShown"/>.</param>
public sealed record WebhookView(WebhookSubscription Subscription, IReadOnlyList<QueuedEvent> Waiting, IReadOnlyList<QueuedEvent> Parked);

/// <summary>Reads subscriptions for pages and programs.</summary>
public sealed class WebhookQueries(ITableStore tables, WebhookQueues queues)
{
    /// <summary>The most rows of each kind on one page.</summary>
    public const int MostShown = 100;

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<WebhookView>> List(CancellationToken cancellation = default)
    {
        var views = new List<WebhookView>();
        foreach (var subscription in await queues.Subscriptions.All(cancellation))
            views.Add(await View(subscription, cancellation));
        return views;
    }

    /// <summary>One, or null.</summary>
    public async Task<WebhookView?> Find(string id, CancellationToken cancellation = default) =>
        await queues.Subscriptions.Find(id, cancellation) is { } subscription ? await View(subscription, cancellation) : null;

    /// <summary>Attempts, newest first.</summary>
    public Task<Page<DeliveryAttempt>> Log(string id, string? cursor, int pageSize, CancellationToken cancellation = default) =>
        tables.Page(WebhookTables.Log, id, cursor, pageSize, static _ => true, cancellation);

    private async Task<WebhookView> View(WebhookSubscription subscription, CancellationToken cancellation)
    {
        var waiting = new List<QueuedEvent>();
        await foreach (var open in queues.OpenOf(subscription.Id, cancellation).Take(MostShown))
        {
            if (await queues.First(subscription.Id, open.Subject, cancellation) is { } first)
                waiting.Add(first.Document);
        }
        var parked = await tables.Scan(WebhookTables.Parked, subscription.Id, cancellation: cancellation).Take(MostShown)
            .Select(stored => stored.Document).ToListAsync(cancellation);
        return new(subscription, waiting, parked);
    }
}
