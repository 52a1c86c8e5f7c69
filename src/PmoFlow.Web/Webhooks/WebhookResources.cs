using System.Text.Json.Serialization;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Webhooks;

namespace PmoFlow.Web.Webhooks;

/// <summary>A subscription to be added.</summary>
internal sealed record WebhookBody(string? Address, IReadOnlyList<string>? Types, string? Note);

/// <summary>What is to be sent again: one event, or all where it is left out.</summary>
internal sealed record SendAgainBody(string? Event);

/// <summary>How many events are sent again.</summary>
internal sealed record SentAgainResource(int Events);

/// <summary>A subscription. The secret is there only where it has just been made.</summary>
internal sealed record WebhookResource(
    string Id, string Address, IReadOnlyList<string> Types, string? Note, DateTimeOffset Since, string CreatedBy, string? Paused, DateTimeOffset? FailingSince,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret)
{
    public static WebhookResource Of(WebhookSubscription subscription) => Of(subscription, isSecretShown: false);

    public static WebhookResource WithSecret(WebhookSubscription subscription) => Of(subscription, isSecretShown: true);

    private static WebhookResource Of(WebhookSubscription subscription, bool isSecretShown) => new(
        subscription.Id, subscription.Address.ToString(), subscription.Types, subscription.Note, subscription.Since, subscription.CreatedBy,
        subscription.Paused, subscription.FailingSince, isSecretShown ? subscription.Secrets[0].Value : null);
}

/// <summary>An event that waits or was given up.</summary>
internal sealed record WaitingEventResource(
    string Id, string Type, string Subject, DateTimeOffset At, int Attempts, string? Problem, DateTimeOffset? NextAt, DateTimeOffset? ParkedAt)
{
    public static WaitingEventResource Of(QueuedEvent queued) =>
        new(queued.Id, queued.Type, queued.Subject, queued.At, queued.Attempts, queued.Problem, queued.NextAt, queued.ParkedAt);
}

/// <summary>One attempt.</summary>
internal sealed record DeliveryResource(DateTimeOffset At, string Event, string Type, int Attempt, int? Status, string? Problem, long Milliseconds)
{
    public static DeliveryResource Of(DeliveryAttempt attempt) =>
        new(attempt.At, attempt.Event, attempt.Type, attempt.Attempt, attempt.Status, attempt.Problem, attempt.Milliseconds);
}

/// <summary>The JSON of these.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(SendAgainBody))]
[JsonSerializable(typeof(SentAgainResource))]
[JsonSerializable(typeof(WebhookResource))]
[JsonSerializable(typeof(ListResource<WebhookResource>))]
[JsonSerializable(typeof(WaitingEventResource))]
[JsonSerializable(typeof(ListResource<WaitingEventResource>))]
[JsonSerializable(typeof(ListResource<DeliveryResource>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class WebhookApiJson : JsonSerializerContext;
