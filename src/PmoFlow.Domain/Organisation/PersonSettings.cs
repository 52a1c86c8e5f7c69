namespace PmoFlow.Domain.Organisation;

/// <summary>What somebody set for themselves.</summary>
/// <param name="Email">Whose.</param>
public sealed record PersonSettings(string Email)
{
    /// <summary>The first day out of office; null where they are in.</summary>
    public DateOnly? AwayFrom { get; init; }

    /// <summary>The last day out of office.</summary>
    public DateOnly? AwayUntil { get; init; }

    /// <summary>Who decides for them while they are away, a mail address.</summary>
    public string? Deputy { get; init; }

    /// <summary>Whether requests for decisions come in one mail a day.</summary>
    public bool IsDigest { get; init; }

    /// <summary>The language of mails, as BCP 47 names it; null for the office's.</summary>
    public string? Language { get; init; }

    /// <summary>Whether they are away on that day.</summary>
    public bool IsAway(DateOnly day) => AwayFrom <= day && day <= (AwayUntil ?? DateOnly.MaxValue);
}
