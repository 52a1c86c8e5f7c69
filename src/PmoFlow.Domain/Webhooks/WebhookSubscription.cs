namespace PmoFlow.Domain.Webhooks;

/// <summary>A program that wants to hear of transitions.</summary>
/// <param name="Id">A short stable name.</param>
/// <param name="Address">Where events are posted to.</param>
/// <param name="Types">Chosen of <see cref="EventType.Choices"/>.</param>
/// <param name="Secrets">Newest first.</param>
/// <param name="Since">Transitions from then on are sent, UTC.</param>
/// <param name="CreatedBy">Mail address.</param>
public sealed record WebhookSubscription(
    string Id, Uri Address, IReadOnlyList<string> Types, IReadOnlyList<WebhookSecret> Secrets, DateTimeOffset Since, string CreatedBy)
{
    /// <summary>What it is for, in the administrator's words.</summary>
    public string? Note { get; init; }

    /// <summary>Why nothing is sent for the time being; null where it is.</summary>
    public string? Paused { get; init; }

    /// <summary>Since when no attempt has succeeded; null where the last one did.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Whether it wants events of that type.</summary>
    public bool Wants(string type) => type == EventType.Test || Types.Any(choice => EventType.Covers(choice, type));

    /// <summary>The secrets that sign at a moment.</summary>
    public IEnumerable<string> SigningAt(DateTimeOffset now) =>
        Secrets.Where(secret => secret.Until is not { } until || until > now).Select(secret => secret.Value);

    /// <summary>A new secret, while the one before signs for <see cref="WebhookSecret.Overlap"/> more.</summary>
    public WebhookSubscription Rotated(string secret, DateTimeOffset now) => this with
    {
        Secrets = [new(secret, null), .. Secrets.Where(old => old.Until is not { } until || until > now).Select(old => old with { Until = old.Until ?? now + WebhookSecret.Overlap }).Take(3)],
    };
}

/// <summary>What a receiver checks signatures with. Kept as it is: a signature needs it.</summary>
/// <param name="Value"><c>whsec_</c> and base 64.</param>
/// <param name="Until">When it stops signing; null for the one in force.</param>
public sealed record WebhookSecret(string Value, DateTimeOffset? Until)
{
    /// <summary>How long an old secret signs beside the new one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);
}
