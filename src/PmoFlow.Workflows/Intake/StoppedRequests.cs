using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>Sees to it that no request waits for ever whose orchestration was ended from outside.</summary>
public sealed class StoppedRequests(ITableStore tables, RequestLedger ledger, IOrchestrationClient orchestrations, TimeProvider clock)
{
    /// <summary>
    /// Before something of a request is ended: the inbox's sweep looks at it in any case, also where the process ends in between, or
    /// where the request fails of it a moment later.
    /// </summary>
    internal Task Announce(RequestId request, string actor, string reason, CancellationToken cancellation) =>
        tables.Upsert(OfficeTables.Pending, OrchestrationInbox.PendingKey(request.Value, null),
            new PendingItem(request.Value, null, clock.GetUtcNow()) { EndedBy = actor, EndedBecause = reason }, cancellation);

    /// <summary>Why a request cannot be gone through from its beginning again; null where it can.</summary>
    internal async Task<string?> WhyNotAgain(RequestId request, CancellationToken cancellation) =>
        await ledger.Find(request, cancellation) is { Project: { } project }
            ? $"{request.Value} has become {project.Value}, which would be made a second time. Go on there, or send a new request." : null;

    /// <summary>Begins what is left to do where the request is open and its orchestration has ended without its consent; safe to repeat.</summary>
    /// <param name="request">Which.</param>
    /// <param name="actor">Who ended it; the office where that is not known.</param>
    /// <param name="reason">Why; what its orchestration ended with where that is not known.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task Follow(RequestId request, string? actor, string? reason, CancellationToken cancellation = default)
    {
        if (await ledger.Find(request, cancellation) is not { Outcome: RequestOutcome.Open } record
            || await orchestrations.Get(request.Value, cancellation) is not { Status: OrchestrationStatus.Terminated or OrchestrationStatus.Failed } state)
            return;
        await orchestrations.Start(RequestStop.Reference, RequestStop.InstanceId(request, record.Visit),
            new RequestStopInput(request, record.Visit, actor ?? TimelineEntry.Office,
                reason ?? state.Output?.GetString() ?? state.Failure?.Message ?? "It cannot go on."), cancellation);
    }
}
