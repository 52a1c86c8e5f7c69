using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Begins and ends what goes on beside a project's delivery cycle: its status cycle and the watch over its figures; safe to repeat.</summary>
internal sealed class StatusBeginning(IOrchestrationClient orchestrations, ProjectQueries projects, DeliveryQueries deliveries, ControlQueries control, LifecycleLibrary lifecycles)
{
    /// <summary>Begins what the project's lifecycle asks for; one that is pinned to an older version goes without.</summary>
    public async Task Begin(ProjectRecord project, CancellationToken cancellation)
    {
        if (project.State != ProjectState.Active || lifecycles.Get(project.Lifecycle).Stage(project.Stage) is not LifecycleStage.Delivery stage)
            return;
        if (stage.HealthCheck.Raises is not null)
            await orchestrations.Start(HealthWatch.Reference, HealthWatchInput.InstanceId(project), new HealthWatchInput(project.Id), cancellation);
        if (stage.Status is not null)
        {
            await orchestrations.Start(StatusCycle.Reference, StatusCycleInput.InstanceId(project),
                new StatusCycleInput(project.Id, project.Lifecycle, project.Stage, await NextReport(project, cancellation)), cancellation);
        }
    }

    /// <summary>Begins the health checks of a project that no request's orchestration accompanies; one that was opened again goes on counting.</summary>
    public async Task BeginChecks(ProjectRecord project, CancellationToken cancellation)
    {
        var number = project.Reopened == 0 ? 1 : await LastCheck(project, cancellation) + 1;
        await orchestrations.Start(DeliveryCycle.Reference, DeliveryCycleInput.InstanceId(project), new DeliveryCycleInput(project.Id, project.Lifecycle, project.Stage, number), cancellation);
    }

    /// <summary>The number of its last health check by the calendar; 0 where it was never asked for one.</summary>
    public async Task<int> LastCheck(ProjectRecord project, CancellationToken cancellation) =>
        (await projects.Health(project.Id, cancellation)).Select(check => check.Number).Where(number => !HealthAlarms.IsRaised(number)).DefaultIfEmpty(0).Max();

    private async Task<int> NextReport(ProjectRecord project, CancellationToken cancellation) => project.Reopened == 0 ? 1
        : (await deliveries.Reports(project.Id, cancellation)).Select(report => report.Number).DefaultIfEmpty(0).Max() + 1;

    /// <summary>Ends it. Where the word is lost, each sees by itself at its next turn that the project is closed.</summary>
    public async Task End(ProjectRecord project, CancellationToken cancellation)
    {
        var closed = new Voided("The project was closed.");
        await orchestrations.RaiseEvent(StatusCycleInput.InstanceId(project), StatusEvents.Stopped, closed, cancellation);
        await orchestrations.RaiseEvent(HealthWatchInput.InstanceId(project), HealthWatchEvents.Stopped, closed, cancellation);
        foreach (var gate in (await control.Gates(project.Id, cancellation)).Where(gate => gate.IsOpen))
            await orchestrations.RaiseEvent(ProjectGateInput.InstanceId(project.Id, gate.Number), ProjectGateEvents.Voided, closed, cancellation);
        foreach (var check in (await projects.Health(project.Id, cancellation)).Where(check => check.IsOpen && HealthAlarms.IsRaised(check.Number)))
            await orchestrations.RaiseEvent(HealthCheckInput.InstanceId(project.Id, check.Number), HealthEvents.Voided, closed, cancellation);
    }
}
