using PmoFlow.Domain.Webhooks;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>
/// The subscriptions, kept in memory: each transition asks for them, and most offices have none. What another process changed is seen
/// within <see cref="Patience"/>.
/// </summary>
internal sealed class SubscriptionList(ITableStore tables)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private volatile Read? last;

    /// <summary>All of them, by id.</summary>
    public async Task<IReadOnlyList<WebhookSubscription>> All(CancellationToken cancellation = default)
    {
        if (last is { } read && TimeProvider.System.GetElapsedTime(read.At) < Patience)
            return read.Subscriptions;
        var now = TimeProvider.System.GetTimestamp();
        var found = await tables.Scan(WebhookTables.Subscriptions, WebhookTables.SubscriptionsPartition, cancellation: cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);
        last = new(found, now);
        return found;
    }

    /// <summary>Those that events are sent to.</summary>
    public async Task<IReadOnlyList<WebhookSubscription>> Listening(CancellationToken cancellation = default) =>
        [.. (await All(cancellation)).Where(subscription => subscription.Paused is null)];

    /// <summary>One as it stands, or null.</summary>
    public async Task<WebhookSubscription?> Find(string id, CancellationToken cancellation = default) =>
        (await tables.Find(WebhookTables.Subscriptions, new(WebhookTables.SubscriptionsPartition, id), cancellation))?.Document;

    /// <summary>Changes one, where it is there.</summary>
    public async Task<WebhookSubscription?> Change(string id, Func<WebhookSubscription, WebhookSubscription?> change, CancellationToken cancellation)
    {
        var changed = await tables.Change(WebhookTables.Subscriptions, new(WebhookTables.SubscriptionsPartition, id),
            before => before is null ? null : change(before), cancellation);
        Forget();
        return changed;
    }

    /// <summary>Reads them again when they are asked for next.</summary>
    public void Forget() => last = null;

    private sealed record Read(IReadOnlyList<WebhookSubscription> Subscriptions, long At);
}
