namespace PmoFlow.Bench.Trials;

/// <summary>Everything that would run on other threads, run on this one in an order that a seed decides.</summary>
internal sealed class SimulatedThreads(Random random) : SynchronizationContext
{
    private readonly List<Action> runnable = [];

    public int Count => runnable.Count;

    public void Schedule(IThreadPoolWorkItem item) => runnable.Add(item.Execute);

    public override void Post(SendOrPostCallback d, object? state) => runnable.Add(() => d(state));

    public override SynchronizationContext CreateCopy() => this;

    public void RunOne()
    {
        var index = random.Next(runnable.Count);
        var action = runnable[index];
        runnable.RemoveAt(index);
        action();
    }

    /// <summary>The process has ended.</summary>
    public void Forget() => runnable.Clear();
}
