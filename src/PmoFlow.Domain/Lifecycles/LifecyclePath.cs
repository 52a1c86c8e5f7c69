namespace PmoFlow.Domain.Lifecycles;

/// <summary>The stages of a lifecycle as a request passes them when all goes well.</summary>
public static class LifecyclePath
{
    /// <summary>From the start to an end.</summary>
    public static IReadOnlyList<LifecycleStage> Of(Lifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        return From(lifecycle, lifecycle.Start);
    }

    /// <summary>From a stage to an end, each once.</summary>
    public static IReadOnlyList<LifecycleStage> From(Lifecycle lifecycle, string stage)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        var path = new List<LifecycleStage>();
        for (var name = stage; name is not null && path.TrueForAll(passed => passed.Name != name);)
        {
            if (!lifecycle.TryStage(name, out var next))
                break;
            path.Add(next);
            name = next switch
            {
                LifecycleStage.Screening screening => screening.Qualified,
                LifecycleStage.Scoring scoring => scoring.Scored,
                LifecycleStage.Approval approval => approval.Approved,
                LifecycleStage.Delivery delivery => delivery.Completed,
                _ => null,
            };
        }
        return path;
    }
}
