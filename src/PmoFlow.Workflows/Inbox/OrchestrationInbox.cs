using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Inbox;

/// <summary>Takes in what people say to orchestrations, and sees to it that it arrives.</summary>
public sealed class OrchestrationInbox(ITableStore tables, IOrchestrationClient orchestrations, TimeProvider clock)
{
    private const int Shards = 16;

    /// <summary>The shards that pending items are spread over.</summary>
    internal static IEnumerable<string> AllShards => Enumerable.Range(0, Shards).Select(shard => shard.ToString("x1", null));

    /// <summary>
    /// Stores what was said and raises it. Whoever says something under a key first is heard; the second gets the first one's item
    /// back, unchanged.
    /// </summary>
    /// <returns>The item that stands under the key, and whether it is this one.</returns>
    public async Task<(InboxItem Item, bool IsFirst)> Post<T>(
        string owner, string instance, EventReference<Posted<T>> eventReference, Posted<T> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(eventReference);
        ArgumentNullException.ThrowIfNull(posted);
        var payload = JsonSerializer.SerializeToElement(posted, (JsonTypeInfo<Posted<T>>)OfficeJson.Default.GetTypeInfo(typeof(Posted<T>))!);
        var item = new InboxItem(posted.Key, owner, instance, eventReference.Name, payload, posted.At, InboxState.Pending);
        // The pointer goes first: a pointer to nothing is swept away, an item without a pointer would wait for ever.
        await tables.Upsert(OfficeTables.Pending, PendingKey(owner, item.Key), new PendingItem(owner, item.Key, clock.GetUtcNow()), cancellation);
        var first = await tables.TryInsert(OfficeTables.Inbox, new(owner, item.Key), item, cancellation);
        if (!first)
            item = (await tables.Find(OfficeTables.Inbox, new(owner, item.Key), cancellation))!.Document;
        if (item.State == InboxState.Pending)
            await Raise(item, cancellation);
        else
            await tables.Delete(OfficeTables.Pending, PendingKey(owner, item.Key), cancellation);
        return (item, first);
    }

    /// <summary>Records that an orchestration has acted on an item, or that it came too late; safe to repeat.</summary>
    internal Task Settle(string owner, string key, InboxState state, CancellationToken cancellation) => Settle(owner, key, state, null, cancellation);

    /// <summary>The same, with the reason.</summary>
    internal async Task Settle(string owner, string key, InboxState state, string? because, CancellationToken cancellation)
    {
        await tables.Change(OfficeTables.Inbox, new(owner, key),
            item => item is { State: InboxState.Pending } ? item with { State = state, Because = because } : null, cancellation);
        await tables.Delete(OfficeTables.Pending, PendingKey(owner, key), cancellation);
    }

    /// <summary>Raises an item; one whose orchestration has ended is superseded.</summary>
    internal async Task Raise(InboxItem item, CancellationToken cancellation)
    {
        var outcome = await orchestrations.RaiseEvent(item.Instance, new EventReference<JsonElement>(item.Event), item.Payload, cancellation);
        if (outcome == RaiseOutcome.Ended)
            await Settle(item.Owner, item.Key, InboxState.Superseded, cancellation);
    }

    /// <summary>Points at a start, until it is known to have happened.</summary>
    internal static TableBatch Pointer(string owner, DateTimeOffset now)
    {
        var key = PendingKey(owner, null);
        return new TableBatch(OfficeTables.Pending.Table, key.Partition).Upsert(OfficeTables.Pending, key.Row, new PendingItem(owner, null, now));
    }

    /// <summary>
    /// Points at a revision that is about to be written, until the gates were told of it: a process that ends in between must leave no
    /// gate that waits for words about what the request does not say any more.
    /// </summary>
    internal Task Point(string owner, int revision, CancellationToken cancellation) => tables.Upsert(
        OfficeTables.Pending, PendingKey(owner, RevisionKey(revision)), new PendingItem(owner, RevisionKey(revision), clock.GetUtcNow()) { Revision = revision }, cancellation);

    /// <summary>The gates know of that revision.</summary>
    internal Task Clear(string owner, int revision, CancellationToken cancellation) =>
        tables.Delete(OfficeTables.Pending, PendingKey(owner, RevisionKey(revision)), cancellation);

    private static string RevisionKey(int revision) => FormattableString.Invariant($"revision|{revision}");

    /// <summary>Where the pointer to an item is, or to the start of <paramref name="owner"/> where the key is null.</summary>
    internal static TableKey PendingKey(string owner, string? key)
    {
        var shard = owner.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)) & (Shards - 1);
        return new(shard.ToString("x1", null), $"{owner}|{key}");
    }
}
