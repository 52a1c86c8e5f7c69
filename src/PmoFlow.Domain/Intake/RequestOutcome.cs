namespace PmoFlow.Domain.Intake;

/// <summary>What a request came to.</summary>
public enum RequestOutcome
{
    /// <summary>It is still on its way.</summary>
    Open,

    /// <summary>Delivered and closed.</summary>
    Completed,

    /// <summary>The office said no.</summary>
    Declined,

    /// <summary>The requester took it back.</summary>
    Withdrawn,

    /// <summary>It asks for what another request asks for, and is followed there.</summary>
    Merged,

    /// <summary>An administrator ended what carried it.</summary>
    Stopped,
}
