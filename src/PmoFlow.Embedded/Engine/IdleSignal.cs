namespace PmoFlow.Embedded.Engine;

/// <summary>Counts what is runnable or running. Who hands work on counts the new before uncounting the old.</summary>
internal sealed class IdleSignal
{
    private readonly Lock gate = new();
    private int open;
    private TaskCompletionSource? waiter;

    /// <summary>What is runnable or running at this moment.</summary>
    public int Open => Volatile.Read(ref open);

    public void Begin() => Interlocked.Increment(ref open);

    public void End()
    {
        if (Interlocked.Decrement(ref open) > 0 || Volatile.Read(ref waiter) is null)
            return;
        lock (gate)
        {
            if (open > 0)
                return;
            waiter?.TrySetResult();
            waiter = null;
        }
    }

    public Task WhenIdle()
    {
        lock (gate)
        {
            // Order matters: the waiter stands before the count is read, so that an end in between is not missed.
            waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref open) > 0)
                return waiter.Task;
            waiter.TrySetResult();
            waiter = null;
            return Task.CompletedTask;
        }
    }
}
