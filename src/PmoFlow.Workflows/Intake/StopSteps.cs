using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Workflows.Intake;

/// <summary>Body of <see cref="RequestActivities.StopRequest"/>: the record ends, and so does whoever was asked about it.</summary>
internal sealed class StopSteps(
    RequestLedger ledger, GateLedger rounds, GateSteps gates, DeliverySteps delivery, IOrchestrationClient orchestrations)
{
    private const string Because = "The request was stopped by an administrator.";

    public async Task<bool> Stop(ActivityContext activity, RequestStopInput stop)
    {
        // Restarted in the meantime, it goes on.
        if (await orchestrations.Get(stop.Request.Value, activity.Stopping) is { HasEnded: false })
            return false;
        var request = await ledger.Get(stop.Request, activity.Stopping);
        if (request.Outcome is not (RequestOutcome.Open or RequestOutcome.Stopped))
            return false;
        request = await ledger.Enter(stop.Request, activity.IdempotencyKey,
            new TimelineDraft("stopped", stop.Actor, $"Stopped: {stop.Reason}"), before => Stopped(before, stop), cancellation: activity.Stopping);
        await VoidGates(activity, stop.Request);
        if (request.Project is { } project)
            await CloseOrphan(activity, project, stop);
        return true;
    }

    private static RequestRecord Stopped(RequestRecord before, RequestStopInput stop) => before.Outcome != RequestOutcome.Open ? before : before with
    {
        Stage = RequestEnds.Stopped,
        StageTitle = "Stopped",
        StagesLeft = [.. before.StagesLeft.Append(before.Stage).Distinct()],
        Visit = before.Visit + 1,
        Waiting = [],
        Outcome = RequestOutcome.Stopped,
        Reason = stop.Reason,
    };

    // A gate that lives closes itself; one that was ended with its request is closed for it.
    private async Task VoidGates(ActivityContext activity, RequestId request)
    {
        foreach (var round in await rounds.All(request, activity.Stopping))
        {
            var gate = ApprovalGateInput.InstanceId(request, round.Visit, round.Part);
            var told = await orchestrations.RaiseEvent(gate, GateEvents.Voided, new Voided(Because), activity.Stopping);
            if (told != RaiseOutcome.Accepted && round.IsOpen)
            {
                await gates.Close(Part(activity, GateSteps.RowOf(round)),
                    new GateClosing(request, round.Visit, round.Number, GateVerdict.Open, Because) { Part = round.Part });
            }
        }
    }

    // A project that lives goes on by itself until it is closed; one that was ended with its request is closed for it.
    private async Task CloseOrphan(ActivityContext activity, ProjectId project, RequestStopInput stop)
    {
        if (await orchestrations.Get(project.Value, activity.Stopping) is null or { HasEnded: true })
            await delivery.Close(Part(activity, project.Value), new ProjectClosing(project, stop.Reason, null, null));
    }

    private static ActivityContext Part(ActivityContext activity, string name) =>
        activity with { IdempotencyKey = $"{activity.IdempotencyKey}/{name}" };
}
