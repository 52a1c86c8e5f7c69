using PmoFlow.Domain;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>What an administrator does with subscriptions.</summary>
public sealed class WebhookDesk(ITableStore tables, WebhookQueues queues, WebhookAddresses addresses, TimeProvider clock)
{
    /// <summary>The longest note.</summary>
    public const int LongestNote = 200;

    /// <summary>The most subscriptions of one office: each transition goes to every one.</summary>
    public const int MostSubscriptions = 50;

    /// <summary>Adds a subscription. Its secret is in the answer and is not shown again.</summary>
    public async Task<Outcome<WebhookSubscription>> Add(
        string? address, IReadOnlyList<string>? types, string? note, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var errors = new List<FieldError>();
        var (target, problem) = await addresses.Check(address, cancellation);
        if (problem is not null)
            errors.Add(new("address", problem));
        var chosen = (types ?? []).Distinct().ToList();
        if (chosen.Count == 0)
            errors.Add(new("types", "Choose at least one type of event."));
        if (chosen.Except(EventType.Choices).FirstOrDefault() is { } unknown)
            errors.Add(new("types", $"There is no type '{unknown}'."));
        if (note?.Length > LongestNote)
            errors.Add(new("note", $"At most {LongestNote} characters."));
        if ((await queues.Subscriptions.All(cancellation)).Count >= MostSubscriptions)
            errors.Add(new("address", $"The office has {MostSubscriptions} subscriptions already. Remove one first."));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        var subscription = new WebhookSubscription($"W-{Guid.NewGuid():N}"[..12], target!, chosen,
            [new WebhookSecret(WebhookSignature.NewSecret(), null)], clock.GetUtcNow(), actor.Email) { Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim() };
        await tables.Upsert(WebhookTables.Subscriptions, new(WebhookTables.SubscriptionsPartition, subscription.Id), subscription, cancellation);
        queues.Subscriptions.Forget();
        return subscription;
    }

    /// <summary>Gives a new secret; the one before signs beside it for a day.</summary>
    public Task<Outcome<WebhookSubscription>> Rotate(string id, CancellationToken cancellation = default) =>
        Change(id, before => before.Rotated(WebhookSignature.NewSecret(), clock.GetUtcNow()), cancellation);

    /// <summary>Sends nothing until it is resumed; what waits is parked, what happens meanwhile is not kept.</summary>
    public async Task<Outcome<WebhookSubscription>> Pause(string id, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var outcome = await Change(id, before => before with { Paused = before.Paused ?? $"by {actor.Email}" }, cancellation);
        await queues.Wake(id, cancellation);
        return outcome;
    }

    /// <summary>Sends what happens from now on.</summary>
    public Task<Outcome<WebhookSubscription>> Resume(string id, CancellationToken cancellation = default) =>
        Change(id, before => before.Paused is null ? before : before with { Paused = null, FailingSince = null, Since = clock.GetUtcNow() }, cancellation);

    /// <summary>Removes it, and what waits for it.</summary>
    public async Task<Outcome<WebhookSubscription>> Remove(string id, CancellationToken cancellation = default)
    {
        if (await queues.Subscriptions.Find(id, cancellation) is not { } subscription)
            return None(id);
        await tables.Delete(WebhookTables.Subscriptions, new(WebhookTables.SubscriptionsPartition, id), cancellation);
        queues.Subscriptions.Forget();
        await queues.Wake(id, cancellation);
        return subscription;
    }

    /// <summary>Sends a test the way events go; its log says what came of it.</summary>
    public async Task<Outcome<QueuedEvent>> Test(string id, CancellationToken cancellation = default)
    {
        if (await queues.Subscriptions.Find(id, cancellation) is not { } subscription)
            return None(id);
        if (subscription.Paused is not null)
            return new Refusal.TooLate("The subscription is paused. Resume it first.");
        var now = clock.GetUtcNow();
        var test = new QueuedEvent(id, SubjectKind.Webhook, $"test-{id}", now.UtcTicks, EventType.Test, now);
        await queues.Put(test, cancellation);
        return test;
    }

    /// <summary>Has everything that waits for another attempt tried now.</summary>
    public async Task<Outcome<WebhookSubscription>> TryNow(string id, CancellationToken cancellation = default)
    {
        if (await queues.Subscriptions.Find(id, cancellation) is not { } subscription)
            return None(id);
        await queues.Wake(id, cancellation);
        return subscription;
    }

    /// <summary>Sends again what was given up: one event, or all of them. They go behind what waits already only where they come later.</summary>
    /// <returns>How many.</returns>
    public async Task<Outcome<int>> SendAgain(string id, string? eventId, CancellationToken cancellation = default)
    {
        if (await queues.Subscriptions.Find(id, cancellation) is not { } subscription)
            return None(id);
        if (subscription.Paused is not null)
            return new Refusal.TooLate("The subscription is paused. Resume it first.");
        var sent = 0;
        await foreach (var parked in tables.Scan(WebhookTables.Parked, id, cancellation: cancellation))
        {
            if (eventId is not null && parked.Document.Id != eventId)
                continue;
            await queues.Put(parked.Document with { Attempts = 0, ParkedAt = null, Problem = null }, cancellation);
            await tables.Delete(WebhookTables.Parked, parked.Key, cancellation);
            sent++;
        }
        return sent > 0 || eventId is null ? sent : new Refusal.NotFound($"Event {eventId} is not parked.");
    }

    private async Task<Outcome<WebhookSubscription>> Change(string id, Func<WebhookSubscription, WebhookSubscription> change, CancellationToken cancellation) =>
        await queues.Subscriptions.Change(id, change, cancellation) is { } changed ? changed : None(id);

    private static Refusal.NotFound None(string id) => new($"There is no subscription {id}.");
}
