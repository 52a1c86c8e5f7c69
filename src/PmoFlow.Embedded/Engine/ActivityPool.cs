namespace PmoFlow.Embedded.Engine;

/// <summary>
/// Runs so many activities at once and no more; the rest wait in line. While many callers wait for answers that need no activity, few
/// run at once: what is asked first is answered first. None stands back for longer than a while.
/// </summary>
internal sealed class ActivityPool(int limit, IdleSignal idle, Action<IThreadPoolWorkItem> schedule, TimeProvider time)
{
    // Fewer callers than this leave room for both.
    private const int ManyCallers = 8;
    private const int Few = 8;
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Queue<(ActivityRun Run, long Since)> waiting = new();
    private int callers;
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
            waiting.Enqueue((run, time.GetTimestamp()));
        }
        Begin();
    }

    public void Finished()
    {
        lock (gate)
            running--;
        idle.End();
        Begin();
    }

    /// <summary>A caller waits for an answer that needs no activity.</summary>
    public void CallerCame() => Interlocked.Increment(ref callers);

    /// <summary>It has its answer.</summary>
    public void CallerLeft()
    {
        Interlocked.Decrement(ref callers);
        Begin();
    }

    /// <summary>Starts nothing more. What waited is found in the file at the next start.</summary>
    /// <returns>What waited and had not been fetched from its row yet.</returns>
    public IReadOnlyList<WorkKey> Close()
    {
        lock (gate)
        {
            closed = true;
            var notFetched = waiting.Where(item => !item.Run.IsFetched).Select(item => item.Run.Key).ToList();
            while (waiting.TryDequeue(out _))
                idle.End();
            return notFetched;
        }
    }

    private void Begin()
    {
        while (Next() is { } run)
            schedule(run);
    }

    private ActivityRun? Next()
    {
        lock (gate)
        {
            if (!waiting.TryPeek(out var first) || running >= (StandsBack(first.Since) ? Math.Min(Few, limit) : limit))
                return null;
            running++;
            return waiting.Dequeue().Run;
        }
    }

    private bool StandsBack(long since) => Volatile.Read(ref callers) >= ManyCallers && time.GetElapsedTime(since) < AWhile;
}
