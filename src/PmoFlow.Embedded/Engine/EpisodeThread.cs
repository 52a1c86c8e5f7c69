namespace PmoFlow.Embedded.Engine;

/// <summary>
/// Where an orchestration's code runs: one thread at a time, in one order. Continuations come here through the synchronization
/// context, tasks made by the code through the scheduler. What arrives from any other thread comes from a foreign task.
/// </summary>
internal sealed class EpisodeThread(Action foreign) : SynchronizationContext
{
    private readonly Queue<Action> pending = new();
    private Scheduler? scheduler;
    private int owner;

    public bool IsCurrent => owner == Environment.CurrentManagedThreadId;

    /// <summary>Runs the action, and whatever it posts, as the orchestration's thread.</summary>
    public void Run(Action action)
    {
        var previous = Current;
        owner = Environment.CurrentManagedThreadId;
        SetSynchronizationContext(this);
        try
        {
            scheduler ??= new Scheduler(this);
            scheduler.Run(action);
        }
        finally
        {
            SetSynchronizationContext(previous);
            owner = 0;
        }
    }

    /// <summary>Runs what was posted until nothing is left.</summary>
    public void Drain()
    {
        while (pending.TryDequeue(out var action))
            action();
    }

    public override void Post(SendOrPostCallback d, object? state) => Add(() => d(state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An orchestration cannot be entered from outside.");

    public override SynchronizationContext CreateCopy() => this;

    private void Add(Action action)
    {
        if (IsCurrent)
            pending.Enqueue(action);
        else
            foreign();
    }

    private sealed class Scheduler(EpisodeThread thread) : TaskScheduler
    {
        public void Run(Action action)
        {
            var task = new Task(action);
            task.RunSynchronously(this);
            task.GetAwaiter().GetResult();
        }

        protected override void QueueTask(Task task) => thread.Add(() => TryExecuteTask(task));

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => thread.IsCurrent && TryExecuteTask(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
