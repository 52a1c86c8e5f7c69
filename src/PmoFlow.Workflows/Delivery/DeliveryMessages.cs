using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What is said to a project's orchestration.</summary>
public static class DeliveryEvents
{
    /// <summary>The project is over.</summary>
    public static readonly EventReference<Posted<ProjectClosed>> Closed = new("ProjectClosed");

    /// <summary>Its request follows another version of its lifecycle: so does its next health check.</summary>
    public static readonly EventReference<Posted<ProjectMigrated>> Migrated = new("ProjectMigrated");
}

/// <summary>A project's end.</summary>
public sealed record ProjectClosed(string? Note);

/// <summary>A project that follows another version.</summary>
public sealed record ProjectMigrated(LifecycleVersion To);

/// <summary>A project to be watched.</summary>
/// <param name="Project">Its number.</param>
/// <param name="Lifecycle">What its health checks follow.</param>
/// <param name="Stage">Name of that lifecycle's delivery stage.</param>
/// <param name="Number">The health check that comes next, from 1.</param>
public sealed record DeliveryCycleInput(ProjectId Project, LifecycleVersion Lifecycle, string Stage, int Number)
{
    /// <summary>The instance that accompanies a project: its number, with how often it was opened again where it was.</summary>
    public static string InstanceId(ProjectRecord project) => Of(project.Id.Value, project.Reopened);

    internal static string Of(string instance, int reopened) => reopened == 0 ? instance : FormattableString.Invariant($"{instance}:again{reopened}");
}

/// <summary>A project to be made of an approved request.</summary>
/// <param name="Request">Of which.</param>
/// <param name="Stage">The delivery stage it enters.</param>
public sealed record ProjectCreation(RequestId Request, string Stage);

/// <summary>When the next health check is due, UTC.</summary>
public sealed record NextHealthCheck(DateTimeOffset At);

/// <summary>A project to be closed, and by whom.</summary>
/// <param name="Project">Which.</param>
/// <param name="Note">What was said about it.</param>
/// <param name="Actor">Who closed it.</param>
/// <param name="Consumes">The inbox item that closes it.</param>
public sealed record ProjectClosing(ProjectId Project, string? Note, Actor? Actor, string? Consumes);

/// <summary>The steps of a delivery that touch tables.</summary>
public static class DeliveryActivities
{
    /// <summary>Makes a project of an approved request, with its answers, its lead, its dates and its budget.</summary>
    public static readonly ActivityReference<ProjectCreation, ProjectId> CreateProject =
        new("CreateProject") { Retry = ActivityPolicies.Records };

    /// <summary>Says when the project's next health check is, and shows it on the project.</summary>
    public static readonly ActivityReference<DeliveryCycleInput, NextHealthCheck> PlanHealthCheck =
        new("PlanHealthCheck") { Retry = ActivityPolicies.Records };

    /// <summary>Closes the project. Its open actions stay with their owners.</summary>
    public static readonly ActivityReference<ProjectClosing, Nothing> CloseProject =
        new("CloseProject") { Retry = ActivityPolicies.Records };
}
