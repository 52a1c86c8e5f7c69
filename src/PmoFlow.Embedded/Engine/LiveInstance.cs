namespace PmoFlow.Embedded.Engine;

/// <summary>
/// An instance with something in hand: messages to take in, an episode under way, or an orchestrator kept for the next. One
/// episode at a time, the next after the commit of the last. A dormant instance has none of these.
/// </summary>
internal sealed partial class LiveInstance(EmbeddedEngine engine, long number) : IThreadPoolWorkItem
{
    private readonly Lock gate = new();
    private List<Delivery> queue = [];
    private List<Delivery> inHand = [];
    private Action? settled;
    private bool busy;
    private bool removed;
    private bool blocked;
    private bool ended;
    private int stateVersion;
    private Orchestrator? orchestrator;
    private InstanceHeader? header;
    private ReadOnlyMemory<byte> freshInput;

    public long Number => number;

    /// <summary>Where the cache keeps it; the cache's own.</summary>
    public LinkedListNode<LiveInstance>? CacheNode { get; set; }

    /// <summary>What the cache counted for it; the cache's own.</summary>
    public long CachedBytes { get; set; }

    /// <summary>Takes a message; false where this object has been given up and another must be asked for.</summary>
    public bool Deliver(Delivery delivery)
    {
        lock (gate)
        {
            if (removed)
                return false;
            if (ended)
                return true;
            if (blocked)
            {
                // What is in the file is read again when it is let go; the rest must get there first.
                if (delivery.IsVolatile)
                    engine.Persist(number, delivery);
                return true;
            }
            queue.Add(delivery);
            Schedule();
            return true;
        }
    }

    /// <summary>A new execution, its input at hand.</summary>
    public void DeliverStart(InstanceHeader started, ReadOnlyMemory<byte> input)
    {
        lock (gate)
        {
            header = started;
            freshInput = input;
        }
        Deliver(new Delivery(Incoming.Started.One, Delivery.StartNumber, null));
    }

    /// <summary>It was suspended: what comes from now on waits in the file.</summary>
    public void Block()
    {
        lock (gate)
        {
            stateVersion++;
            blocked = true;
            PutBack(queue);
            queue.Clear();
        }
    }

    /// <summary>It goes on with what waited in the file.</summary>
    public bool Unblock(IReadOnlyList<Delivery> waiting)
    {
        lock (gate)
        {
            if (removed)
                return false;
            stateVersion++;
            blocked = false;
            // What an episode under way has in hand is in the file as well until its commit.
            var rest = queue.FindAll(delivery => delivery.IsVolatile);
            queue.Clear();
            queue.AddRange(waiting.Where(delivery => !inHand.Exists(held => held.Number == delivery.Number)));
            queue.AddRange(rest);
            // Also where nothing waits: what it was stopped for may be found again only by running it.
            Schedule();
            return true;
        }
    }

    /// <summary>It was ended from outside.</summary>
    public void Ended()
    {
        lock (gate)
        {
            ended = true;
            queue.Clear();
            if (!busy)
                GiveUp();
        }
    }

    /// <summary>Lets go of the orchestrator where it is idle; it will be replayed.</summary>
    public bool TryEvict()
    {
        lock (gate)
        {
            if (busy)
                return false;
            GiveUp();
            return true;
        }
    }

    /// <summary>Calls back once when the next episode is over; false where this object has been given up.</summary>
    public bool WhenSettled(Action callback)
    {
        lock (gate)
        {
            if (removed)
                return false;
            settled = callback;
            return true;
        }
    }

    /// <summary>A task that is not its own has come back to its orchestrator.</summary>
    public void ForeignAwait(Orchestrator culprit)
    {
        lock (gate)
        {
            if (!removed && !busy && orchestrator == culprit)
                Schedule();
        }
    }

    private void Schedule()
    {
        if (busy)
            return;
        busy = true;
        engine.Cache.Take(this);
        engine.Run(this);
    }

    private void PutBack(List<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            if (delivery.IsVolatile)
                engine.Persist(number, delivery);
        }
    }

    private void GiveUp()
    {
        removed = true;
        orchestrator = null;
        engine.Forget(this);
    }
}
