namespace PmoFlow.Platform.Orchestrations;

/// <summary>Which run of an activity this is.</summary>
/// <param name="InstanceId">The orchestration that asked for it.</param>
/// <param name="IdempotencyKey">Instance, execution and sequence: the same each time this step is run again, and for no other step.</param>
/// <param name="Attempt">Counted from 1. Best effort across a crash: the same number may be seen twice.</param>
/// <param name="Stopping">Cancelled when the process is asked to stop; the step will then be run again.</param>
public sealed record ActivityContext(string InstanceId, string IdempotencyKey, int Attempt, CancellationToken Stopping);
