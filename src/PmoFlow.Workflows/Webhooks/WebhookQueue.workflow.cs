using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>
/// Sends one subscription the events of one request or project, in order: the next one goes when the one before was taken or given up.
/// What is not taken is tried again for days; between two attempts an administrator, or a receiver that is back, can wake it.
/// </summary>
public static class WebhookQueue
{
    /// <summary>One instance per subscription, subject and filling of its queue.</summary>
    public static readonly OrchestrationReference<WebhookQueueInput, Nothing> Reference = new("WebhookQueue");

    /// <summary>Try now.</summary>
    public static readonly EventReference<Nothing> Woken = new("Woken");

    /// <summary>Sends the first event of the queue. It must go on whatever happens: what a receiver does wrong is an answer, not a failure.</summary>
    public static readonly ActivityReference<WebhookQueueInput, WebhookTurn> SendNextEvent =
        new("SendNextEvent") { Retry = ActivityPolicies.Records };

    private const int LongestHistory = 50;

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, WebhookQueueInput queue)
    {
        var woken = context.WaitForEvent(Woken);
        for (var turns = 0; turns < LongestHistory; turns++)
        {
            var turn = await context.CallActivity(SendNextEvent, queue);
            if (turn.IsEmpty)
                return default;
            if (turn.NextAt is { } again && await context.Before(again, woken))
                woken = context.WaitForEvent(Woken);
        }
        context.ContinueAsNew(queue);
        return default;
    }
}

/// <summary>Which queue.</summary>
public sealed record WebhookQueueInput(string Subscription, string Subject);

/// <summary>What came of a turn.</summary>
/// <param name="IsEmpty">Nothing is left, and the queue is closed.</param>
/// <param name="NextAt">When the same event is tried again; null to go on at once.</param>
public sealed record WebhookTurn(bool IsEmpty, DateTimeOffset? NextAt = null);
