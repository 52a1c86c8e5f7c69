using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Health;

/// <summary>
/// Looks at a project's figures whenever time alone may have changed them: a milestone's day has passed, a recovery is to be looked at,
/// a quiet time is over. What it finds raises a health check. Each look is an execution of its own.
/// </summary>
public static class HealthWatch
{
    /// <summary>One instance per project.</summary>
    public static readonly OrchestrationReference<HealthWatchInput, Nothing> Reference = new("HealthWatch");

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, HealthWatchInput input)
    {
        var changed = context.WaitForEvent(HealthWatchEvents.Changed);
        var stopped = context.WaitForEvent(HealthWatchEvents.Stopped);

        var look = await context.CallActivity(HealthWatchActivities.LookAtProject, input);
        if (look.Next is not { } next)
            return default;
        await context.Before(next, changed, stopped);
        if (!stopped.IsCompleted)
            context.ContinueAsNew(input);
        return default;
    }
}

/// <summary>What is said to a watch.</summary>
public static class HealthWatchEvents
{
    /// <summary>Days have moved: look again. Where it is lost, the next look comes within a week.</summary>
    public static readonly EventReference<Nothing> Changed = new("ProjectChanged");

    /// <summary>The project was closed.</summary>
    public static readonly EventReference<Voided> Stopped = new("HealthWatchStopped");
}

/// <summary>A project to be looked at.</summary>
public sealed record HealthWatchInput(ProjectId Project)
{
    /// <summary>The instance that watches a project.</summary>
    public static string InstanceId(ProjectRecord project) => DeliveryCycleInput.Of($"{project.Id}:watch", project.Reopened);
}

/// <summary>When to look again, UTC; null where the project is closed.</summary>
public sealed record HealthLook(DateTimeOffset? Next);

/// <summary>The step of a watch.</summary>
public static class HealthWatchActivities
{
    /// <summary>Raises a check where something has come to be so.</summary>
    public static readonly ActivityReference<HealthWatchInput, HealthLook> LookAtProject = new("LookAtProject") { Retry = ActivityPolicies.Records };
}
