using System.Text.Json.Serialization;


namespace PmoFlow.Workflows.Storage;

/// <summary>What an emailed link opens. The token itself is nowhere but in the mail.</summary>
/// <param name="Kind">What it opens.</param>
/// <param name="Owner">Number of the request, project or action.</param>
/// <param name="Email">Whom it was sent to.</param>
/// <param name="Expires">From then on it shows, but does nothing; UTC.</param>
public sealed record LinkRecord(LinkKind Kind, string Owner, string Email, DateTimeOffset Expires)
{
    /// <summary>Of an approval: the gate's stage.</summary>
    public string? Gate { get; init; }

    /// <summary>Of an approval: the visit to that stage.</summary>
    public int Visit { get; init; }

    /// <summary>Of an approval: the round of that visit.</summary>
    [JsonPropertyName("escalation")]
    public int Number { get; init; }

    /// <summary>Of an approval: which of the stage's gates; null where it has a single one.</summary>
    public string? Part { get; init; }

    /// <summary>Of an approval: the revision of the request that was shown.</summary>
    public int Revision { get; init; }

    /// <summary>Of a health check: its row.</summary>
    public string? Check { get; init; }
}

/// <summary>What a link opens.</summary>
public enum LinkKind
{
    /// <summary>The requester's page of a request.</summary>
    Tracking,

    /// <summary>A seat at a gate.</summary>
    Approval,

    /// <summary>A health check.</summary>
    HealthCheck,

    /// <summary>An improvement action.</summary>
    Action,

    /// <summary>A status report.</summary>
    StatusReport,

    /// <summary>The address that an answer to a mail about a decision goes to.</summary>
    Reply,

    /// <summary>The review of a health check.</summary>
    HealthReview,

    /// <summary>A decision about a project.</summary>
    ProjectGate,

    /// <summary>The review of a benefit.</summary>
    BenefitReview,

    /// <summary>Where a weekly mail is unsubscribed; its owner is the unit.</summary>
    Digest,
}
