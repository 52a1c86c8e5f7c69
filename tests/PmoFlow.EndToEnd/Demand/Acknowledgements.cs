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

    /// <summary>How many steps are done: <see cref="StepsPerRequest"/> of each request in the end, whatever answers were lost.</summary>
    public int Done => Volatile.Read(ref count);

    /// <summary>Accepted, screened, scored, and decided by three.</summary>
    public const int StepsPerRequest = 6;

    /// <summary>The office has accepted a request. The same item must always be the same request.</summary>
    public void Accepted(DemandItem item, string id)
    {
        var known = requests.GetOrAdd(item.Number, id);
        if (known != id)
            throw new InvalidOperationException($"{item.Key} was accepted as {known} and again as {id}.");
        StepDone();
    }

    /// <summary>The office has taken a decision.</summary>
    public void Decided(string request, string approver) => decisions.AddOrUpdate((request, approver), 1, (_, before) => before + 1);

    /// <summary>A step is done: confirmed, or found done after the answer was lost.</summary>
    public void StepDone()
    {
        var now = Interlocked.Increment(ref count);
        if (awaited.TryGetValue(now, out var signal))
            signal.TrySetResult();
    }

    /// <summary>Completes when so many steps are done.</summary>
    public Task Reaches(int number)
    {
        var signal = awaited.GetOrAdd(number, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Done >= number)
            signal.TrySetResult();
        return signal.Task;
    }
}
