namespace PmoFlow.Workflows.Portfolio;

/// <summary>
/// Work on one key is done by one at a time; what comes in while it is done waits, and is then done together. So many small
/// changes of one row cost few writes of it.
/// </summary>
internal sealed class SharedTurns<TKey, TItem> where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Turn?> next = [];

    /// <summary>Completes when <paramref name="act"/> has done these items, with others of the key that came at the same time.</summary>
    public Task Add(TKey key, IReadOnlyCollection<TItem> items, Func<IReadOnlyList<TItem>, Task> act)
    {
        lock (gate)
        {
            if (next.TryGetValue(key, out var waiting))
            {
                waiting ??= new Turn();
                next[key] = waiting;
                waiting.Items.AddRange(items);
                return waiting.Done.Task;
            }
            next[key] = null;
        }
        return Run(key, items, act);
    }

    private async Task Run(TKey key, IReadOnlyCollection<TItem> items, Func<IReadOnlyList<TItem>, Task> act)
    {
        try
        {
            await act([.. items]);
        }
        finally
        {
            _ = RunNext(key, act);
        }
    }

    // Beside the caller: whoever came first must not wait for all who came after.
    private async Task RunNext(TKey key, Func<IReadOnlyList<TItem>, Task> act)
    {
        while (Take(key) is { } turn)
        {
            try
            {
                await act(turn.Items);
                turn.Done.SetResult();
            }
            catch (Exception problem)
            {
                turn.Done.SetException(problem);
            }
        }
    }

    private Turn? Take(TKey key)
    {
        lock (gate)
        {
            if (next[key] is not { } turn)
            {
                next.Remove(key);
                return null;
            }
            next[key] = null;
            return turn;
        }
    }

    private sealed class Turn
    {
        public List<TItem> Items { get; } = [];

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
