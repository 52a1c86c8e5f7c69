namespace PmoFlow.Platform.Orchestrations;

/// <summary>
/// All that an orchestration may touch. Its function is re-run from its history, so it must decide the same each time: time, ids
/// and waits come from here and from nowhere else, and only tasks that this context gave may be awaited.
/// There is no wait for an event with a time-out, on purpose: a cancelled waiter can swallow the next event in Durable Task.
/// Hold one task per event and race it with <see cref="Task.WhenAny(Task[])"/> against successive timers.
/// </summary>
public abstract class OrchestrationContext
{
    /// <summary>The id this instance was started under.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The time of the episode, UTC: the same on replay, and still between two waits.</summary>
    public abstract DateTimeOffset UtcNow { get; }

    /// <summary>True while the past is being re-run. For diagnostics only: a decision must never hang on it.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>A UUID of version 5 (RFC 9562) over instance, time and a counter: unique, and the same on replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>
    /// Runs an activity at least once and gives its result. After the attempts its reference allows, fails with
    /// <see cref="TaskFailedException"/>.
    /// </summary>
    public abstract Task<TOutput> CallActivity<TInput, TOutput>(ActivityReference<TInput, TOutput> activity, TInput input);

    /// <summary>
    /// Starts another orchestration under a deterministic id and gives its result; its failure or termination surfaces as
    /// <see cref="TaskFailedException"/>.
    /// </summary>
    public abstract Task<TOutput> CallSubOrchestration<TInput, TOutput>(
        OrchestrationReference<TInput, TOutput> orchestration, string instanceId, TInput input);

    /// <summary>
    /// Completes once, never before <paramref name="fireAt"/>, at any distance in time. Cancel what is no longer needed: an open
    /// timer keeps an instance running after its function has returned. A cancelled timer's task is cancelled.
    /// </summary>
    public abstract Task CreateTimer(DateTimeOffset fireAt, CancellationToken cancellation = default);

    /// <summary>
    /// The next event of that name, first in first out; events that came before the wait began are kept. One wait per name at a
    /// time: a second one throws <see cref="InvalidOperationException"/>.
    /// </summary>
    public abstract Task<TPayload> WaitForEvent<TPayload>(EventReference<TPayload> eventReference);

    /// <summary>Sends an event to another instance. It is dropped where that instance does not exist or has ended.</summary>
    public abstract void SendEvent<TPayload>(string instanceId, EventReference<TPayload> eventReference, TPayload payload);

    /// <summary>Shows where this instance stands; at most 16 KB of JSON, visible when the episode is committed.</summary>
    public abstract void SetCustomStatus<TStatus>(TStatus status);

    /// <summary>
    /// Ends this execution when the function returns and starts the next under the same id with an empty history: pending tasks
    /// are dropped, unprocessed events are carried over in order, the custom status starts empty, the return value is ignored.
    /// </summary>
    public abstract void ContinueAsNew<TInput>(TInput input);
}
