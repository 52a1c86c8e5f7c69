using System.Text.Json;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>A task that an orchestration got from its context and that has not ended.</summary>
internal abstract class PendingTask
{
    public abstract void Complete(ReadOnlyMemory<byte> payload);

    public virtual void Fail(TaskFailure failure) => throw new InvalidOperationException("This task cannot fail.");
}

/// <summary>A result or an event's payload.</summary>
internal sealed class PendingResult<T>(OrchestrationCatalog catalog) : PendingTask
{
    // Continuations run in line: what the orchestration does next happens before the next message is taken in.
    private readonly TaskCompletionSource<T> source = new();

    public Task<T> Task => source.Task;

    public override void Complete(ReadOnlyMemory<byte> payload)
    {
        T value;
        try
        {
            value = catalog.Read<T>(payload);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new OrchestrationDefectException($"A recorded payload cannot be read as {typeof(T)}: {e.Message}");
        }
        source.SetResult(value);
    }

    public override void Fail(TaskFailure failure) => source.SetException(new TaskFailedException(failure));
}

/// <summary>An activity, with what decides about its next attempt.</summary>
internal sealed class PendingActivity(RetryPolicy retry, DateTimeOffset scheduledAt, PendingTask result) : PendingTask
{
    public int Attempt { get; set; } = 1;

    public TimeSpan? NextWait(DateTimeOffset now, TaskFailure failure) => retry.NextWait(Attempt, now - scheduledAt, failure);

    public override void Complete(ReadOnlyMemory<byte> payload) => result.Complete(payload);

    public override void Fail(TaskFailure failure) => result.Fail(failure);
}

/// <summary>A timer.</summary>
internal sealed class PendingTimer(DateTimeOffset at) : PendingTask
{
    private readonly TaskCompletionSource source = new();

    public DateTimeOffset At => at;

    public Task Task => source.Task;

    public CancellationTokenRegistration Registration { get; set; }

    public override void Complete(ReadOnlyMemory<byte> payload)
    {
        Registration.Unregister();
        source.SetResult();
    }

    public void Cancel(CancellationToken token) => source.TrySetCanceled(token);
}
