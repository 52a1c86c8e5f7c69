using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Begins and ends what goes on beside a project's delivery cycle: its status cycle and the watch over its figures; safe to repeat.</summary>
internal sealed class StatusBeginning(IOrchestrationClient orchestrations, ProjectQueries projects, ControlQueries control, LifecycleLibrary lifecycles)
{
    /// <summary>Begins what the project's lifecycle asks for; one that is pinned to an older version goes without.</summary>
    public async Task Begin(ProjectRecord project, CancellationToken cancellation)
    {
        if (project.State != ProjectState.Active || lifecycles.Get(project.Lifecycle).Stage(project.Stage) is not LifecycleStage.Delivery stage)
            return;
        if (stage.HealthCheck.Raises is not null)
            await orchestrations.Start(HealthWatch.Reference, HealthWatchInput.InstanceId(project.Id), new HealthWatchInput(project.Id), cancellation);
        if (stage.Status is not null)
        {
            await orchestrations.Start(StatusCycle.Reference, StatusCycleInput.InstanceId(project.Id),
                new StatusCycleInput(project.Id, project.Lifecycle, project.Stage, 1), cancellation);
        }
    }

    /// <summary>Ends it. Where the word is lost, each sees by itself at its next turn that the project is closed.</summary>
    public async Task End(ProjectRecord project, CancellationToken cancellation)
    {
        var closed = new Voided("The project was closed.");
        await orchestrations.RaiseEvent(StatusCycleInput.InstanceId(project.Id), StatusEvents.Stopped, closed, cancellation);
        await orchestrations.RaiseEvent(HealthWatchInput.InstanceId(project.Id), HealthWatchEvents.Stopped, closed, cancellation);
        foreach (var gate in (await control.Gates(project.Id, cancellation)).Where(gate => gate.IsOpen))
            await orchestrations.RaiseEvent(ProjectGateInput.InstanceId(project.Id, gate.Number), ProjectGateEvents.Voided, closed, cancellation);
        foreach (var check in (await projects.Health(project.Id, cancellation)).Where(check => check.IsOpen && HealthAlarms.IsRaised(check.Number)))
            await orchestrations.RaiseEvent(HealthCheckInput.InstanceId(project.Id, check.Number), HealthEvents.Voided, closed, cancellation);
    }
}
