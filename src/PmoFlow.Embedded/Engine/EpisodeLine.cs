using System.Collections.Concurrent;

namespace PmoFlow.Embedded.Engine;

/// <summary>
/// Where runnable episodes stand: few of them at a time in the thread pool's line, so that thousands do not stand there before the
/// requests of people who wait for an answer. One that does not come back holds up its own thread and no other.
/// </summary>
internal sealed class EpisodeLine(int width) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<IThreadPoolWorkItem> waiting = new();
    private int standing;

    public void Add(IThreadPoolWorkItem item)
    {
        waiting.Enqueue(item);
        Begin();
    }

    public void Execute()
    {
        var found = waiting.TryDequeue(out var item);
        // The next one takes this one's place before this one begins: at the end of the pool's line.
        if (!waiting.IsEmpty)
            Stand();
        else
            Leave();
        if (found)
            item!.Execute();
    }

    private void Begin()
    {
        for (var now = Volatile.Read(ref standing); now < width; now = Volatile.Read(ref standing))
        {
            if (Interlocked.CompareExchange(ref standing, now + 1, now) != now)
                continue;
            Stand();
            return;
        }
    }

    private void Leave()
    {
        Interlocked.Decrement(ref standing);
        // One may have come between the look and the step out of the line.
        if (!waiting.IsEmpty)
            Begin();
    }

    private void Stand() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
}
