using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Intake;

/// <summary>Tells what happens next with a request, from its record, its process as it runs, and the file.</summary>
public sealed class NextQueries(
    RequestLedger requests, GateLedger rounds, ProjectQueries projects, LifecycleLibrary lifecycles, IOrchestrationClient orchestrations)
{
    /// <summary>What happens next; null where there is no such request.</summary>
    public async Task<WhatNext?> Of(RequestId id, CancellationToken cancellation = default) =>
        await requests.Find(id, cancellation) is { } request ? await Of(request, cancellation) : null;

    /// <summary>What happens next with a request as it was read.</summary>
    public async Task<WhatNext> Of(RequestRecord request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isOpen = request.Outcome == RequestOutcome.Open;
        return NextSteps.Of(request, lifecycles.Get(request.Lifecycle),
            isOpen && request.Waiting.Any(wait => wait.Kind == "decision") ? await rounds.All(request.Id, cancellation) : [],
            isOpen && request.Project is { } project ? await projects.Find(project, cancellation) : null,
            isOpen ? await HeldSince(request.Id, cancellation) : null);
    }

    // Suspended by an operator, stopped before code that does not fit it, or ended before its time: in each case somebody must act.
    private async Task<DateTimeOffset?> HeldSince(RequestId id, CancellationToken cancellation) =>
        await orchestrations.Get(id.Value, cancellation) is
        {
            Status: OrchestrationStatus.Suspended or OrchestrationStatus.Quarantined or OrchestrationStatus.Failed or OrchestrationStatus.Terminated,
        } held ? held.UpdatedAt : null;
}
