namespace PmoFlow.Web.Portfolio;

/// <summary>
/// What is done when a reader has their answer, as a feature of the request. For servers that take down what a request used before they
/// say that its answer is complete; others do without, and it is done when the answer is completed.
/// </summary>
public sealed class AfterAnswer
{
    private readonly List<Func<Task>> waiting = [];

    /// <summary>Whether there is anything to do.</summary>
    public bool Any => waiting.Count > 0;

    /// <summary>To be done later.</summary>
    public void Add(Func<Task> work) => waiting.Add(work);

    /// <summary>Does all of it, one after the other.</summary>
    public async Task Run()
    {
        foreach (var work in waiting)
            await work();
    }
}
