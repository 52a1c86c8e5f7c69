namespace PmoFlow.Workflows.Notifications;

/// <summary>A mail and what became of it. The text is not kept: it holds links that only the addressee may have.</summary>
/// <param name="Key">The notification's key; one mail per key.</param>
/// <param name="About">Number of the request, project or action.</param>
/// <param name="To">Mail address.</param>
/// <param name="Subject">As sent.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempts">How often it was handed to the mail provider.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record OutboxItem(
    string Key, string About, string To, string Subject, OutboxState State, int Attempts, DateTimeOffset UpdatedAt)
{
    /// <summary>The provider's own id of it.</summary>
    public string? ProviderId { get; init; }

    /// <summary>What the last attempt failed with.</summary>
    public string? Problem { get; init; }
}

/// <summary>What became of a mail.</summary>
public enum OutboxState
{
    /// <summary>To be sent, or to be sent again.</summary>
    Pending,

    /// <summary>Being handed over. Found so after a crash, it may or may not have been taken: it is sent again.</summary>
    Sending,

    /// <summary>The provider has it.</summary>
    Sent,

    /// <summary>It reached the addressee's server.</summary>
    Delivered,

    /// <summary>The addressee's server refused it.</summary>
    Bounced,

    /// <summary>It will never be taken as it is.</summary>
    Failed,
}
