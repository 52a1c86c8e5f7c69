using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Delivery;

/// <summary>
/// Lets a project follow the version that its request was moved to: what is asked next is asked by it, what is open is finished as it
/// was begun.
/// </summary>
internal sealed class ProjectMigration(ProjectLedger projects, StatusBeginning status)
{
    public async Task Follow(ProjectId id, Lifecycle to, string actor, ActivityContext activity)
    {
        var project = await projects.Enter(id, activity.IdempotencyKey,
            new TimelineDraft("migrated", actor, $"Goes on by version {to.Version} of {to.Title}: from the next health check and status report on.") { IsBookkeeping = true },
            before => before with { Lifecycle = to.Id }, cancellation: activity.Stopping);
        await status.Begin(project, activity.Stopping);
    }
}
