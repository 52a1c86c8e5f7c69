namespace PmoFlow.Workflows.Operations;

/// <summary>What an administrator can tell the platform to do.</summary>
public enum OperatorCommand
{
    /// <summary>Let an instance take nothing in.</summary>
    Suspend,

    /// <summary>Let a suspended instance go on.</summary>
    Resume,

    /// <summary>End an instance where it stands.</summary>
    Terminate,

    /// <summary>Give parked work new attempts.</summary>
    RetryParked,

    /// <summary>Let a quarantined instance go on.</summary>
    Release,

    /// <summary>Begin an ended or quarantined instance anew.</summary>
    Restart,

    /// <summary>Remove an ended instance.</summary>
    Purge,

    /// <summary>Remove all instances that ended before a day.</summary>
    PurgeEnded,

    /// <summary>Take a backup.</summary>
    BackUp,
}

/// <summary>Who told the platform to do what, and why. Written before it is done, so that nothing is done without a trace.</summary>
/// <param name="At">When.</param>
/// <param name="Email">Whose mail address.</param>
/// <param name="Name">Whose name at that time.</param>
/// <param name="Command">What.</param>
/// <param name="Instance">To which instance; null where it concerns none.</param>
/// <param name="Details">With what, in words.</param>
/// <param name="Reason">Why, as they wrote it.</param>
/// <param name="Result">What came of it; null where the program ended before it could be written down.</param>
public sealed record CommandRecord(
    DateTimeOffset At, string Email, string Name, OperatorCommand Command, string? Instance, string? Details, string Reason, string? Result);
