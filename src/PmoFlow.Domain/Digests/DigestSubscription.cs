namespace PmoFlow.Domain.Digests;

/// <summary>Somebody's wish for a weekly mail about a part of the organisation.</summary>
/// <param name="Email">Whose.</param>
/// <param name="Unit">About which unit and what belongs to it; null for the whole portfolio.</param>
/// <param name="Since">UTC.</param>
/// <param name="Instance">The orchestration that sends it; another one for each time it is subscribed anew.</param>
public sealed record DigestSubscription(string Email, UnitId? Unit, DateTimeOffset Since, string Instance)
{
    /// <summary>When the last mail was sent, UTC; null before the first.</summary>
    public DateTimeOffset? SentAt { get; init; }
}
