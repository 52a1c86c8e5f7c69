using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Begins and ends a project's status cycle, beside its delivery cycle; safe to repeat.</summary>
internal sealed class StatusBeginning(IOrchestrationClient orchestrations, LifecycleLibrary lifecycles)
{
    /// <summary>Begins it where the project's lifecycle asks for reports; one that is pinned to an older version goes without.</summary>
    public async Task Begin(ProjectRecord project, CancellationToken cancellation)
    {
        if (project.State == ProjectState.Active && lifecycles.Get(project.Lifecycle).Stage(project.Stage) is LifecycleStage.Delivery { Status: not null })
        {
            await orchestrations.Start(StatusCycle.Reference, StatusCycleInput.InstanceId(project.Id),
                new StatusCycleInput(project.Id, project.Lifecycle, project.Stage, 1), cancellation);
        }
    }

    /// <summary>Ends it. Where the word is lost, the cycle sees by itself at its next report that the project is closed.</summary>
    public Task End(ProjectRecord project, CancellationToken cancellation) =>
        orchestrations.RaiseEvent(StatusCycleInput.InstanceId(project.Id), StatusEvents.Stopped, new Voided("The project was closed."), cancellation);
}
