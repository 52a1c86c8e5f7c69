using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Intake;

/// <summary>A request that is to go on by another version of its lifecycle, as was previewed.</summary>
/// <param name="To">The version.</param>
/// <param name="Stage">The stage that it was in when that was previewed: in another it stays on its version.</param>
/// <param name="Way">How, as was previewed: where that would be another way, it stays on its version.</param>
public sealed record Migrated(LifecycleVersion To, string Stage, MigrationWay Way)
{
    /// <summary>Whether a repeat of the word does nothing; words of before this was kept were taken as often as they came.</summary>
    public bool IsTakenOnce { get; init; }
}

/// <summary>A request's step to another version.</summary>
/// <param name="Request">Which.</param>
/// <param name="To">The version.</param>
/// <param name="Step">How, and why so.</param>
/// <param name="Actor">Who moves it, a mail address.</param>
/// <param name="Consumes">The inbox item that moves it.</param>
public sealed record RequestMigration(RequestId Request, LifecycleVersion To, MigrationStep Step, string Actor, string Consumes)
{
    /// <summary>What it waits for, as the new version says; null where that is not one wait.</summary>
    public WaitFor? Wait { get; init; }
}

/// <summary>The step of a migration that touches tables.</summary>
public static class MigrationActivities
{
    /// <summary>Pins the request to the version, with its waits' deadlines, or records that it could not be moved.</summary>
    public static readonly ActivityReference<RequestMigration, WaitBegun> RecordMigration =
        new("RecordMigration") { Retry = ActivityPolicies.Records };
}
