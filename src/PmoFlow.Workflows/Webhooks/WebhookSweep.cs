using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>Finishes what a crash left between a transition and its queues, and clears the log of what is long past.</summary>
public sealed class WebhookSweep(ITableStore tables, WebhookQueues queues, Transitions transitions, TimeProvider clock)
{
    /// <summary>How long attempts stay in the log.</summary>
    public static readonly TimeSpan LogKept = TimeSpan.FromDays(30);

    private const int AtOnce = 100;
    private DateTimeOffset cleared = DateTimeOffset.MinValue;

    /// <summary>Any number may run at once.</summary>
    public async Task Run(TimeSpan olderThan, CancellationToken cancellation = default)
    {
        await transitions.Sweep(cancellation);
        await queues.Sweep(olderThan, cancellation);
        if (clock.GetUtcNow() - cleared < TimeSpan.FromHours(1))
            return;
        cleared = clock.GetUtcNow();
        foreach (var subscription in await queues.Subscriptions.All(cancellation))
        {
            var old = await tables.Scan(WebhookTables.Log, subscription.Id, new(OfficeTables.NewestFirst(clock.GetUtcNow() - LogKept, "")), cancellation)
                .Take(AtOnce).ToListAsync(cancellation);
            foreach (var row in old)
                await tables.Delete(WebhookTables.Log, row.Key, cancellation);
        }
    }
}
