namespace PmoFlow.Platform.Orchestrations;

/// <summary>
/// How the world outside talks to orchestrations. What a call has answered is durable. A payload over
/// <see cref="MaxPayloadBytes"/> throws <see cref="PayloadTooLargeException"/> before anything is written.
/// </summary>
public interface IOrchestrationClient
{
    /// <summary>The largest input, output or event, in bytes of JSON.</summary>
    const int MaxPayloadBytes = 1024 * 1024;

    /// <summary>Starts an instance; one that exists under that id, running or ended, is left alone.</summary>
    Task<StartOutcome> Start<TInput, TOutput>(
        OrchestrationReference<TInput, TOutput> orchestration, string instanceId, TInput input, CancellationToken cancellation = default);

    /// <summary>Sends an event. On a platform that cannot tell, an instance that does not exist yet may answer <see cref="RaiseOutcome.Accepted"/> and lose it.</summary>
    Task<RaiseOutcome> RaiseEvent<TPayload>(
        string instanceId, EventReference<TPayload> eventReference, TPayload payload, CancellationToken cancellation = default);

    /// <summary>Ends an instance, also one that is stuck. Its children end with it only where <paramref name="recursive"/> says so.</summary>
    Task<SignalOutcome> Terminate(string instanceId, string reason, bool recursive = false, CancellationToken cancellation = default);

    /// <summary>Queues everything for an instance but resume and terminate.</summary>
    Task<SignalOutcome> Suspend(string instanceId, string reason, CancellationToken cancellation = default);

    /// <summary>
    /// Lets a suspended instance go on with what was queued, and a quarantined one try again; one that still cannot is quarantined
    /// (again) and says why.
    /// </summary>
    Task<SignalOutcome> Resume(string instanceId, string reason, CancellationToken cancellation = default);

    /// <summary>Where an instance stands, or null where there is none.</summary>
    Task<OrchestrationState?> Get(string instanceId, CancellationToken cancellation = default);

    /// <summary>Instances in order of their ids, a page at a time.</summary>
    Task<OrchestrationPage> List(OrchestrationQuery query, CancellationToken cancellation = default);

    /// <summary>
    /// Completes with the state once the instance has ended; throws <see cref="KeyNotFoundException"/> where there is none. What is
    /// damaged of that state throws too, so that nobody takes a missing output for none.
    /// </summary>
    Task<OrchestrationState> WaitForEnd(string instanceId, CancellationToken cancellation = default);

    /// <summary>Removes an ended instance and its history.</summary>
    Task<SignalOutcome> Purge(string instanceId, CancellationToken cancellation = default);

    /// <summary>
    /// Tells that somebody waits for an answer for which no orchestration need do anything, until what is given is disposed: a platform
    /// that shares its processors with orchestrations may let them stand back for a while.
    /// </summary>
    IDisposable? Answering() => null;
}

/// <summary>What came of a start.</summary>
public enum StartOutcome
{
    /// <summary>A new instance will run.</summary>
    Started,

    /// <summary>That id is taken; nothing was changed.</summary>
    AlreadyExists,
}

/// <summary>What came of raising an event.</summary>
public enum RaiseOutcome
{
    /// <summary>Durably queued for the instance.</summary>
    Accepted,

    /// <summary>No such instance; nothing was kept.</summary>
    NotFound,

    /// <summary>The instance has ended; nothing was kept.</summary>
    Ended,
}

/// <summary>What came of a terminate, suspend, resume or purge.</summary>
public enum SignalOutcome
{
    /// <summary>Durably accepted.</summary>
    Accepted,

    /// <summary>No such instance.</summary>
    NotFound,

    /// <summary>The instance is not in a state where that means anything (ended; or, for a purge, not ended).</summary>
    NotApplicable,

    /// <summary>What is stored of the instance and would be needed is damaged; nothing was changed.</summary>
    Damaged,
}

/// <summary>Thrown before anything is written.</summary>
public sealed class PayloadTooLargeException(string what, int bytes, int limit)
    : Exception($"{what} is {bytes:N0} bytes of JSON; the limit is {limit:N0}. Store it in a table and pass its key.")
{
    /// <summary>Size that was refused.</summary>
    public int Bytes { get; } = bytes;
}
