using System.Collections.Concurrent;

namespace PmoFlow.Embedded.Engine;

/// <summary>
/// Runs few episodes at a time and gives its thread back after each, so that thousands that are runnable stand in a line of their own
/// and not, in the pool's, before the requests of people who wait for an answer.
/// </summary>
internal sealed class EpisodeLine(int width) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<IThreadPoolWorkItem> waiting = new();
    private int running;

    public void Add(IThreadPoolWorkItem item)
    {
        waiting.Enqueue(item);
        Begin();
    }

    public void Execute()
    {
        if (waiting.TryDequeue(out var item))
            item.Execute();
        if (!waiting.IsEmpty)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }
        Interlocked.Decrement(ref running);
        // One may have come between the look and the step out of the line.
        if (!waiting.IsEmpty)
            Begin();
    }

    private void Begin()
    {
        for (var now = Volatile.Read(ref running); now < width; now = Volatile.Read(ref running))
        {
            if (Interlocked.CompareExchange(ref running, now + 1, now) != now)
                continue;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return;
        }
    }
}
