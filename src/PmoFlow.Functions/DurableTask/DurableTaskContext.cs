using System.Text.Json;
using Microsoft.DurableTask;
using PmoFlow.Platform.Orchestrations;
using DurableTaskFailed = Microsoft.DurableTask.TaskFailedException;
using TaskFailedException = PmoFlow.Platform.Orchestrations.TaskFailedException;

namespace PmoFlow.Functions.DurableTask;

/// <summary>The orchestration port over Microsoft.DurableTask, for one execution of one instance.</summary>
internal sealed class DurableTaskContext(TaskOrchestrationContext inner, OrchestrationCatalog catalog, ClockWatch clock) : OrchestrationContext
{
    // Durable Task tells nobody the id of an execution; a first id of its own, the same on replay, stands for it.
    private readonly string execution = inner.NewGuid().ToString("N");

    private readonly Dictionary<string, Task> waits = new(StringComparer.OrdinalIgnoreCase);

    private int calls;

    public override string InstanceId => inner.InstanceId;

    public override DateTimeOffset UtcNow => new DateTimeOffset(inner.CurrentUtcDateTime, TimeSpan.Zero) + clock.Ahead;

    public override bool IsReplaying => inner.IsReplaying;

    public override Guid NewGuid() => inner.NewGuid();

    public override async Task<TOutput> CallActivity<TInput, TOutput>(ActivityReference<TInput, TOutput> activity, TInput input)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var key = FormattableString.Invariant($"{InstanceId}:{execution}:{++calls}");
        var payload = Payload.Of(catalog.Write(input), $"The input of {activity.Name}");
        var began = UtcNow;
        for (var attempt = 1; ; attempt++)
        {
            var failure = default(TaskFailure);
            try
            {
                var call = Payload.Parcel(new ActivityCall(InstanceId, key, attempt, payload));
                return catalog.Read<TOutput>(Payload.Bytes(await inner.CallActivityAsync<JsonElement>(activity.Name, call)));
            }
            catch (DurableTaskFailed failed)
            {
                failure = Failures.Read(activity.Name, failed.FailureDetails);
            }
            // The policy is asked here and not Durable Task's own, so that both platforms wait alike.
            if (activity.Retry.NextWait(attempt, UtcNow - began, failure) is not { } wait)
                throw new TaskFailedException(failure);
            await CreateTimer(UtcNow + wait);
        }
    }

    public override async Task<TOutput> CallSubOrchestration<TInput, TOutput>(
        OrchestrationReference<TInput, TOutput> orchestration, string instanceId, TInput input)
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        var payload = Payload.Of(catalog.Write(input), $"The input of {orchestration.Name}");
        try
        {
            return catalog.Read<TOutput>(Payload.Bytes(await inner.CallSubOrchestratorAsync<JsonElement>(
                orchestration.Name, payload, new SubOrchestrationOptions(instanceId: instanceId))));
        }
        catch (DurableTaskFailed failed)
        {
            throw new TaskFailedException(Failures.Read(orchestration.Name, failed.FailureDetails));
        }
    }

    public override Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellation = default) => clock.Ring(inner, fireAt, cancellation);

    public override Task<TPayload> WaitForEvent<TPayload>(EventReference<TPayload> eventReference)
    {
        ArgumentNullException.ThrowIfNull(eventReference);
        // Durable Task serves the newest waiter first, so a second one would take what the first one is waiting for.
        if (waits.TryGetValue(eventReference.Name, out var open) && !open.IsCompleted)
            throw new InvalidOperationException($"{InstanceId} waits for {eventReference.Name} already; hold one task per event.");
        var wait = Wait<TPayload>(eventReference.Name);
        waits[eventReference.Name] = wait;
        return wait;
    }

    public override void SendEvent<TPayload>(string instanceId, EventReference<TPayload> eventReference, TPayload payload)
    {
        ArgumentNullException.ThrowIfNull(eventReference);
        inner.SendEvent(instanceId, eventReference.Name, Payload.Of(catalog.Write(payload), $"The event {eventReference.Name}"));
    }

    public override void SetCustomStatus<TStatus>(TStatus status) => inner.SetCustomStatus(Payload.OfStatus(catalog.Write(status)));

    public override void ContinueAsNew<TInput>(TInput input) =>
        inner.ContinueAsNew(Payload.Of(catalog.Write(input), $"The input of {inner.Name}"), preserveUnprocessedEvents: true);

    private async Task<TPayload> Wait<TPayload>(string name) =>
        catalog.Read<TPayload>(Payload.Bytes(await inner.WaitForExternalEvent<JsonElement>(name)));
}
