using System.Text.Json.Serialization;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>Where subscriptions, what waits for them and what became of it are.</summary>
public static class WebhookTables
{
    /// <summary>Partition: <see cref="SubscriptionsPartition"/>. Row: subscription.</summary>
    public static readonly TableReference<WebhookSubscription> Subscriptions = new("webhooks", WebhookJson.Default.WebhookSubscription);

    /// <summary>Partition: <see cref="TransitionPointer.Shard"/>. Row: <see cref="TransitionPointer.Row"/>.</summary>
    public static readonly TableReference<TransitionPointer> Pointers = new("webhookpointers", WebhookJson.Default.TransitionPointer);

    /// <summary>Partition: subject. Row: <c>cursor</c>.</summary>
    public static readonly TableReference<EventCursor> Cursors = new("webhookcursors", WebhookJson.Default.EventCursor);

    /// <summary>Partition: subscription and subject. Row: <see cref="SequenceRow"/>.</summary>
    public static readonly TableReference<QueuedEvent> Queue = new("webhookqueue", WebhookJson.Default.QueuedEvent);

    /// <summary>Partition: subscription. Row: subject. Queues that have something in them.</summary>
    public static readonly TableReference<OpenQueue> Open = new("webhookopen", WebhookJson.Default.OpenQueue);

    /// <summary>Partition: subscription. Row: subject and sequence. What was given up.</summary>
    public static readonly TableReference<QueuedEvent> Parked = new("webhookparked", WebhookJson.Default.QueuedEvent);

    /// <summary>Partition: subscription. Row: newest first.</summary>
    public static readonly TableReference<DeliveryAttempt> Log = new("webhooklog", WebhookJson.Default.DeliveryAttempt);

    /// <summary>The partition of all subscriptions.</summary>
    public const string SubscriptionsPartition = "subscriptions";

    /// <summary>A row that orders by the number of a transition.</summary>
    public static string SequenceRow(long sequence) => $"{sequence:D19}";

    /// <summary>The partition of one subject's events for one subscription.</summary>
    public static string QueuePartition(string subscription, string subject) => $"{subscription}|{subject}";

    /// <summary>The row of what was given up.</summary>
    public static string ParkedRow(QueuedEvent given) => $"{given?.Subject}|{SequenceRow(given?.Sequence ?? 0)}";
}

/// <summary>Points at something whose timeline may have entries that were not fanned out yet. Each writer has one of its own.</summary>
public sealed record TransitionPointer(SubjectKind Kind, string Subject, DateTimeOffset At, string Writer)
{
    private const int Shards = 16;

    /// <summary>Every partition of pointers.</summary>
    public static IEnumerable<string> AllShards => Enumerable.Range(0, Shards).Select(shard => shard.ToString("x1", null));

    /// <summary>Its partition.</summary>
    [JsonIgnore]
    public string Shard => (Subject.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)) & (Shards - 1)).ToString("x1", null);

    /// <summary>Its row.</summary>
    [JsonIgnore]
    public string Row => $"{Subject}|{Writer}";
}

/// <summary>The last entry of a timeline that was fanned out.</summary>
public sealed record EventCursor(int Sequence);

/// <summary>A queue with something in it, and the instance that empties it.</summary>
/// <param name="Subscription">Whose.</param>
/// <param name="Subject">About what.</param>
/// <param name="Generation">Ends the name of the instance; a queue that fills again after it was empty gets a new one.</param>
/// <param name="At">When something was put in last, UTC.</param>
public sealed record OpenQueue(string Subscription, string Subject, string Generation, DateTimeOffset At)
{
    /// <summary>The id of the instance.</summary>
    [JsonIgnore]
    public string Instance => $"webhook:{Subscription}:{Subject}:{Generation}";
}

/// <summary>An event that waits for one subscription. What it says is in the timeline and is read when it is sent.</summary>
/// <param name="Subscription">For which.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">Its number.</param>
/// <param name="Sequence">The entry's number.</param>
/// <param name="Type">The event's type.</param>
/// <param name="At">When it happened, UTC.</param>
public sealed record QueuedEvent(string Subscription, SubjectKind Kind, string Subject, long Sequence, string Type, DateTimeOffset At)
{
    /// <summary>How often it was sent in vain.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is sent next; null for now.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>What the last attempt failed with.</summary>
    public string? Problem { get; init; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset? ParkedAt { get; init; }

    /// <summary>The event's id: the same on every attempt, and to every subscription.</summary>
    [JsonIgnore]
    public string Id => $"{Subject}.{Sequence}";
}

/// <summary>One attempt to send an event, and what came of it.</summary>
/// <param name="At">UTC.</param>
/// <param name="Event">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Attempt">Counted from 1.</param>
/// <param name="Status">What the receiver answered; null where it did not.</param>
/// <param name="Milliseconds">Until it answered.</param>
public sealed record DeliveryAttempt(DateTimeOffset At, string Event, string Type, int Attempt, int? Status, long Milliseconds)
{
    /// <summary>What went wrong; null where it was taken.</summary>
    public string? Problem { get; init; }
}

/// <summary>The JSON of these documents. Shapes live for years: members are only ever added, and added ones are optional.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookSubscription))]
[JsonSerializable(typeof(TransitionPointer))]
[JsonSerializable(typeof(EventCursor))]
[JsonSerializable(typeof(QueuedEvent))]
[JsonSerializable(typeof(OpenQueue))]
[JsonSerializable(typeof(DeliveryAttempt))]
public sealed partial class WebhookJson : JsonSerializerContext;
