using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Delivery;

/// <summary>
/// A project under way: one health check after another until somebody closes it. Each check is an execution of its own, so that a
/// project of many years has a short history.
/// </summary>
public static class DeliveryCycle
{
    /// <summary>One instance per project, under its number.</summary>
    public static readonly OrchestrationReference<DeliveryCycleInput, ProjectClosing> Reference = new("DeliveryCycle");

    /// <summary>The orchestration.</summary>
    public static async Task<ProjectClosing> Run(OrchestrationContext context, DeliveryCycleInput input)
    {
        var events = new EventWaits(context);
        var closed = events.Next(DeliveryEvents.Closed, visit: 0);

        var next = await context.CallActivity(DeliveryActivities.PlanHealthCheck, input);
        while (await context.Before(next.At, closed, events.Next(DeliveryEvents.Migrated, visit: 0)))
        {
            if (closed.IsCompleted)
                return await Close(context, input, await closed);
            input = input with { Lifecycle = (await events.Take(DeliveryEvents.Migrated, visit: 0)).What.To };
            next = await context.CallActivity(DeliveryActivities.PlanHealthCheck, input);
        }

        var checkId = HealthCheckInput.InstanceId(input.Project, input.Number);
        var check = context.CallSubOrchestration(HealthCheckCycle.Reference, checkId, HealthCheckInput.Of(input));
        if (await Task.WhenAny(check, closed) == closed && !check.IsCompleted)
            context.SendEvent(checkId, HealthEvents.Voided, new Voided("The project was closed."));
        await check;
        if (closed.IsCompleted)
            return await Close(context, input, await closed);

        var moved = events.Next(DeliveryEvents.Migrated, visit: 0);
        context.ContinueAsNew(input with { Number = input.Number + 1, Lifecycle = moved.IsCompleted ? (await moved).What.To : input.Lifecycle });
        return new(input.Project, null, null, null);
    }

    private static async Task<ProjectClosing> Close(OrchestrationContext context, DeliveryCycleInput input, Posted<ProjectClosed> closed)
    {
        var closing = new ProjectClosing(input.Project, closed.What.Note, closed.Actor, closed.Key);
        await context.CallActivity(DeliveryActivities.CloseProject, closing);
        return closing;
    }
}
