using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>Body of <see cref="WebhookQueue.SendNextEvent"/>.</summary>
internal sealed class WebhookSteps(ITableStore tables, WebhookQueues queues, EventBodies bodies, WebhookSender sender, TimeProvider clock)
{
    private static readonly WebhookTurn GoOn = new(IsEmpty: false);

    public async Task<WebhookTurn> Send(ActivityContext activity, WebhookQueueInput input)
    {
        // Before the queue is read: what comes after that changes it.
        var open = await tables.Find(WebhookTables.Open, new(input.Subscription, input.Subject), activity.Stopping);
        if (await queues.First(input.Subscription, input.Subject, activity.Stopping) is not { } first)
            return new(open is null || await queues.Close(open, activity.Stopping));
        var waiting = first.Document;
        if (await queues.Subscriptions.Find(input.Subscription, activity.Stopping) is not { } subscription)
        {
            // It was removed, and with it what waited for it.
            await queues.Drop(waiting, activity.Stopping);
            return GoOn;
        }
        if (subscription.Paused is { } reason)
        {
            await queues.Park(waiting with { Problem = $"The subscription is paused: {reason}" }, activity.Stopping);
            return GoOn;
        }
        return await Attempt(subscription, waiting, activity);
    }

    private async Task<WebhookTurn> Attempt(WebhookSubscription subscription, QueuedEvent waiting, ActivityContext activity)
    {
        if (await bodies.Write(waiting, activity.Stopping) is not { } body)
        {
            await queues.Drop(waiting, activity.Stopping);
            return GoOn;
        }
        var answer = await sender.Post(subscription, waiting.Id, body, activity.Stopping);
        var now = clock.GetUtcNow();
        var attempt = new DeliveryAttempt(now, waiting.Id, waiting.Type, waiting.Attempts + 1, answer.Status, (long)answer.Took.TotalMilliseconds) { Problem = answer.Problem };
        // Under the step's own key, so that a repeat of the step is one attempt more and not two.
        await tables.Upsert(WebhookTables.Log, new(subscription.Id, OfficeTables.NewestFirst(now, $"{waiting.Id}|{waiting.Attempts + 1}")), attempt, activity.Stopping);
        if (answer.Problem is null)
            return await Taken(subscription, waiting, activity);

        var tried = waiting with { Attempts = waiting.Attempts + 1, Problem = answer.Problem };
        await queues.Subscriptions.Change(subscription.Id, before => before.FailingSince is null || (answer.IsGone && before.Paused is null)
            ? before with { FailingSince = before.FailingSince ?? now, Paused = answer.IsGone ? "The receiver answered 410: it wants no more." : before.Paused }
            : null, activity.Stopping);
        var wait = answer.IsGone ? null : WebhookBackOff.After(tried.Attempts, answer.RetryAfter, Spread(tried));
        if (wait is not { } pause)
        {
            await queues.Park(tried, activity.Stopping);
            return GoOn;
        }
        var queued = tried with { NextAt = now + pause };
        await tables.Upsert(WebhookTables.Queue, new(WebhookTables.QueuePartition(tried.Subscription, tried.Subject), WebhookTables.SequenceRow(tried.Sequence)), queued, activity.Stopping);
        return new(IsEmpty: false, queued.NextAt);
    }

    private async Task<WebhookTurn> Taken(WebhookSubscription subscription, QueuedEvent waiting, ActivityContext activity)
    {
        await queues.Drop(waiting, activity.Stopping);
        if (subscription.FailingSince is not null)
        {
            // It is back: what waits for its next attempt need not wait on.
            await queues.Subscriptions.Change(subscription.Id, before => before.FailingSince is null ? null : before with { FailingSince = null }, activity.Stopping);
            await queues.Wake(subscription.Id, activity.Stopping);
        }
        return GoOn;
    }

    private static double Spread(QueuedEvent tried) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{tried.Subscription}|{tried.Id}|{tried.Attempts}"))[0] / 255.0;
}
