using System.Globalization;
using System.IO.Hashing;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>The half that the orchestration's code sees.</summary>
internal sealed partial class Orchestrator : OrchestrationContext
{
    /// <summary>The largest custom status, in bytes of JSON.</summary>
    public const int MaxCustomStatusBytes = 16 * 1024;

    private int sequence;
    private int guids;
    private DateTimeOffset utcNow;
    private bool isReplaying;

    public override string InstanceId { get; }

    public override DateTimeOffset UtcNow => utcNow;

    public override bool IsReplaying => isReplaying;

    public override Guid NewGuid()
    {
        Guard();
        return NameBasedGuid.Create(string.Create(CultureInfo.InvariantCulture, $"{InstanceId}_{Execution}_{UtcNow:O}_{guids++}"));
    }

    public override Task<TOutput> CallActivity<TInput, TOutput>(ActivityReference<TInput, TOutput> activity, TInput input)
    {
        Guard();
        ArgumentNullException.ThrowIfNull(activity);
        var payload = Payload(input, $"The input of {activity.Name}");
        var task = sequence++;
        Decide(new Decision.Activity(task, activity.Name, Hash(payload)));
        Effect(new Effect.RunActivity(task, activity.Name, payload));
        var result = new PendingResult<TOutput>(catalog);
        open.Add(task, new PendingActivity(activity.Retry, UtcNow, result));
        return result.Task;
    }

    public override Task<TOutput> CallSubOrchestration<TInput, TOutput>(
        OrchestrationReference<TInput, TOutput> orchestration, string instanceId, TInput input)
    {
        Guard();
        ArgumentNullException.ThrowIfNull(orchestration);
        InstanceIds.Check(instanceId);
        if (!catalog.Orchestrations.ContainsKey(orchestration.Name))
            throw Stop($"the orchestration {orchestration.Name} is not registered.");
        var payload = Payload(input, $"The input of {orchestration.Name}");
        var task = sequence++;
        Decide(new Decision.Child(task, orchestration.Name, instanceId, Hash(payload)));
        Effect(new Effect.StartChild(task, orchestration.Name, instanceId, payload));
        var result = new PendingResult<TOutput>(catalog);
        open.Add(task, result);
        return result.Task;
    }

    public override Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellation = default)
    {
        Guard();
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled(cancellation);
        var at = fireAt.ToUniversalTime();
        var task = sequence++;
        Decide(new Decision.Timer(task, at));
        Effect(new Effect.SetTimer(task, at));
        var timer = new PendingTimer(at);
        open.Add(task, timer);
        if (cancellation.CanBeCanceled)
            timer.Registration = cancellation.UnsafeRegister(static (state, token) =>
            {
                var (orchestrator, task) = ((Orchestrator, int))state!;
                orchestrator.CancelTimer(task, token);
            }, (this, task));
        return timer.Task;
    }

    public override Task<TPayload> WaitForEvent<TPayload>(EventReference<TPayload> eventReference)
    {
        Guard();
        ArgumentNullException.ThrowIfNull(eventReference);
        try
        {
            return events.Wait<TPayload>(eventReference.Name, catalog);
        }
        catch (OrchestrationDefectException e)
        {
            throw Stop(e.Message);
        }
    }

    public override void SendEvent<TPayload>(string instanceId, EventReference<TPayload> eventReference, TPayload payload)
    {
        Guard();
        ArgumentNullException.ThrowIfNull(eventReference);
        InstanceIds.Check(instanceId);
        var bytes = Payload(payload, $"The event {eventReference.Name}");
        Decide(new Decision.Send(sequence++, instanceId, eventReference.Name, Hash(bytes)));
        Effect(new Effect.SendEvent(instanceId, eventReference.Name, bytes));
    }

    public override void SetCustomStatus<TStatus>(TStatus status)
    {
        Guard();
        var bytes = catalog.Write(status);
        if (bytes.Length > MaxCustomStatusBytes)
            throw new PayloadTooLargeException("The custom status", bytes.Length, MaxCustomStatusBytes);
        outcome.CustomStatus = bytes;
        outcome.CustomStatusChanged = true;
    }

    public override void ContinueAsNew<TInput>(TInput input)
    {
        Guard();
        nextInput = Payload(input, "The input of the next execution");
    }

    private void CancelTimer(int task, CancellationToken token)
    {
        if (!thread.IsCurrent)
        {
            // Cancelled from elsewhere, by the time-out of a token for instance: it cannot be replayed, and nobody there would catch it.
            thread.Post(static _ => { }, null);
            return;
        }
        if (defect is not null || !open.Remove(task, out var pending))
            return;
        var timer = (PendingTimer)pending;
        Effect(new Effect.CancelTimer(task, timer.At));
        timer.Cancel(token);
    }

    private byte[] Payload<T>(T value, string what)
    {
        var bytes = catalog.Write(value);
        return bytes.Length <= IOrchestrationClient.MaxPayloadBytes
            ? bytes : throw new PayloadTooLargeException(what, bytes.Length, IOrchestrationClient.MaxPayloadBytes);
    }

    // Whoever calls from another thread has awaited a foreign task; whoever was stopped must not decide anything more.
    private void Guard()
    {
        if (!thread.IsCurrent)
        {
            thread.Post(static _ => { }, null);
            throw new InvalidOperationException(Foreign);
        }
        if (defect is not null)
            throw new OrchestrationDefectException(defect);
    }

    private static long Hash(byte[] payload) => unchecked((long)XxHash3.HashToUInt64(payload));
}
