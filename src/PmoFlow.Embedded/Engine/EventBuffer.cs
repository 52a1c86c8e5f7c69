using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>Events by name, case ignored: first in, first out, and one waiter each.</summary>
internal sealed class EventBuffer
{
    private readonly Dictionary<string, PendingTask> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<Incoming.Raised> kept = [];

    public bool HasWaiter => waiters.Count > 0;

    /// <summary>Names that are waited for.</summary>
    public IEnumerable<string> Awaited => waiters.Keys;

    public void Add(Incoming.Raised raised)
    {
        if (waiters.Remove(raised.Name, out var waiter))
            waiter.Complete(raised.Payload);
        else
            kept.AddLast(raised);
    }

    public Task<T> Wait<T>(string name, OrchestrationCatalog catalog)
    {
        var waiter = new PendingResult<T>(catalog);
        if (!waiters.TryAdd(name, waiter))
            throw new InvalidOperationException($"Somebody waits for '{name}' already; one wait for each event name at a time.");
        for (var node = kept.First; node is not null; node = node.Next)
        {
            if (!string.Equals(node.Value.Name, name, StringComparison.OrdinalIgnoreCase))
                continue;
            kept.Remove(node);
            waiters.Remove(name);
            waiter.Complete(node.Value.Payload);
            break;
        }
        return waiter.Task;
    }

    /// <summary>What nobody waited for, in the order it came.</summary>
    public IEnumerable<Incoming.Raised> Unconsumed() => kept;
}
