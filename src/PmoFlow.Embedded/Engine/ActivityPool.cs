namespace PmoFlow.Embedded.Engine;

/// <summary>Runs so many activities at once and no more; the rest wait in line.</summary>
internal sealed class ActivityPool(int limit, IdleSignal idle, Action<IThreadPoolWorkItem> schedule)
{
    private readonly Lock gate = new();
    private readonly Queue<ActivityRun> waiting = new();
    private int running;
    private bool closed;

    /// <summary>Waiting and running.</summary>
    public int Depth
    {
        get
        {
            lock (gate)
                return waiting.Count + running;
        }
    }

    public void Enqueue(ActivityRun run)
    {
        lock (gate)
        {
            if (closed)
                return;
            idle.Begin();
            if (running == limit)
            {
                waiting.Enqueue(run);
                return;
            }
            running++;
        }
        schedule(run);
    }

    public void Finished()
    {
        ActivityRun? next;
        lock (gate)
        {
            if (!waiting.TryDequeue(out next))
                running--;
        }
        idle.End();
        if (next is not null)
            schedule(next);
    }

    /// <summary>Starts nothing more. What waited is found in the file at the next start.</summary>
    /// <returns>What waited and had not been fetched from its row yet.</returns>
    public IReadOnlyList<WorkKey> Close()
    {
        lock (gate)
        {
            closed = true;
            var notFetched = waiting.Where(run => !run.IsFetched).Select(run => run.Key).ToList();
            while (waiting.TryDequeue(out _))
                idle.End();
            return notFetched;
        }
    }
}
