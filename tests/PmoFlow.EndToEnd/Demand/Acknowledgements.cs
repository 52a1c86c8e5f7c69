using System.Collections.Concurrent;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>What the office has confirmed, kept outside of it: the measure of what it may not lose.</summary>
internal sealed class Acknowledgements
{
    private readonly ConcurrentDictionary<int, string> requests = new();

    private readonly ConcurrentDictionary<(string Request, string Approver), int> decisions = new();

    private readonly ConcurrentDictionary<int, TaskCompletionSource> awaited = new();

    private int count;

    /// <summary>Number by item.</summary>
    public IReadOnlyDictionary<int, string> Requests => requests;

    /// <summary>How often the office said that it took a decision of an approver.</summary>
    public IReadOnlyDictionary<(string Request, string Approver), int> Decisions => decisions;

    /// <summary>How many confirmations there were.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>The office has accepted a request. The same item must always be the same request.</summary>
    public void Accepted(DemandItem item, string id)
    {
        var known = requests.GetOrAdd(item.Number, id);
        if (known != id)
            throw new InvalidOperationException($"{item.Key} was accepted as {known} and again as {id}.");
        Counted();
    }

    /// <summary>The office has taken what an analyst did.</summary>
    public void Worked() => Counted();

    /// <summary>The office has taken a decision.</summary>
    public void Decided(string request, string approver)
    {
        decisions.AddOrUpdate((request, approver), 1, (_, before) => before + 1);
        Counted();
    }

    /// <summary>Completes with the confirmation of that number.</summary>
    public Task Reaches(int number)
    {
        var signal = awaited.GetOrAdd(number, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Count >= number)
            signal.TrySetResult();
        return signal.Task;
    }

    private void Counted()
    {
        var now = Interlocked.Increment(ref count);
        if (awaited.TryGetValue(now, out var signal))
            signal.TrySetResult();
    }
}
