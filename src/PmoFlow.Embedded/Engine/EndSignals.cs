using System.Collections.Concurrent;

namespace PmoFlow.Embedded.Engine;

/// <summary>Wakes those who wait for an instance to end.</summary>
internal sealed class EndSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiters = new(StringComparer.Ordinal);

    /// <summary>Completes at the next end of that instance; ask before looking whether it has ended already.</summary>
    public Task Next(string instanceId) =>
        waiters.GetOrAdd(instanceId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Signal(string instanceId)
    {
        if (!waiters.IsEmpty && waiters.TryRemove(instanceId, out var waiter))
            waiter.TrySetResult();
    }

    /// <summary>Nothing will end any more.</summary>
    public void Close()
    {
        foreach (var id in waiters.Keys)
        {
            if (waiters.TryRemove(id, out var waiter))
                waiter.TrySetException(new ObjectDisposedException("The platform is closed."));
        }
    }
}
