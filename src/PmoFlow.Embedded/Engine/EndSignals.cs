namespace PmoFlow.Embedded.Engine;

/// <summary>Wakes those who wait for an instance to end. Nothing is kept of who waits no more.</summary>
internal sealed class EndSignals
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);
    private volatile int count;

    /// <summary>Instances that somebody waits for.</summary>
    public int Count => count;

    /// <summary>Completes at the next end of that instance; ask before looking whether it has ended already, and leave after it.</summary>
    public Waiter Wait(string instanceId)
    {
        lock (gate)
        {
            if (!lines.TryGetValue(instanceId, out var line))
                lines.Add(instanceId, line = new Line());
            line.Waiting++;
            count = lines.Count;
            return new Waiter(this, instanceId, line);
        }
    }

    public void Signal(string instanceId)
    {
        if (count == 0)
            return;
        Line? line;
        lock (gate)
        {
            lines.Remove(instanceId, out line);
            count = lines.Count;
        }
        line?.End.TrySetResult();
    }

    /// <summary>Nothing will end any more.</summary>
    public void Close()
    {
        List<Line> all;
        lock (gate)
        {
            all = [.. lines.Values];
            lines.Clear();
            count = 0;
        }
        foreach (var line in all)
            line.End.TrySetException(new ObjectDisposedException("The platform is closed."));
    }

    private void Leave(string instanceId, Line line)
    {
        lock (gate)
        {
            // After a signal another line may stand under the same id.
            if (--line.Waiting == 0 && lines.GetValueOrDefault(instanceId) == line)
                lines.Remove(instanceId);
            count = lines.Count;
        }
    }

    /// <summary>One who waits, until disposed.</summary>
    internal readonly struct Waiter(EndSignals signals, string instanceId, Line line) : IDisposable
    {
        public Task End => line.End.Task;

        public void Dispose() => signals.Leave(instanceId, line);
    }

    internal sealed class Line
    {
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Waiting { get; set; }
    }
}
