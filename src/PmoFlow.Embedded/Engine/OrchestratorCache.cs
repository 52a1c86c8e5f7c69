namespace PmoFlow.Embedded.Engine;

/// <summary>Idle instances whose orchestrators are kept, least recently used out first, bounded by bytes.</summary>
internal sealed class OrchestratorCache(long limit)
{
    private readonly Lock gate = new();
    private readonly LinkedList<LiveInstance> byUse = [];
    private long bytes;

    public void Keep(LiveInstance instance, long size)
    {
        lock (gate)
        {
            instance.CacheNode ??= new LinkedListNode<LiveInstance>(instance);
            if (instance.CacheNode.List is null)
                byUse.AddFirst(instance.CacheNode);
            bytes += size - instance.CachedBytes;
            instance.CachedBytes = size;
        }
    }

    /// <summary>It is in use.</summary>
    public void Take(LiveInstance instance)
    {
        lock (gate)
            Remove(instance);
    }

    /// <summary>Lets go of what is too much. Not under the gate of any instance.</summary>
    public void Trim()
    {
        while (true)
        {
            LiveInstance? victim;
            lock (gate)
            {
                if (bytes <= limit || (victim = byUse.Last?.Value) is null)
                    return;
                Remove(victim);
            }
            victim.TryEvict();
        }
    }

    private void Remove(LiveInstance instance)
    {
        if (instance.CacheNode?.List is null)
            return;
        byUse.Remove(instance.CacheNode);
        bytes -= instance.CachedBytes;
        instance.CachedBytes = 0;
    }
}
