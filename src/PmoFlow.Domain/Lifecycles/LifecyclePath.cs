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

    /// <summary>The stages of several lifecycles, each name once: none before one that comes before it in any of them, as far as they agree.</summary>
    public static IReadOnlyList<LifecycleStage> Together(IEnumerable<Lifecycle> lifecycles)
    {
        var all = lifecycles.ToList();
        var before = all.SelectMany(lifecycle => lifecycle.Stages.Zip(lifecycle.Stages.Skip(1), (first, next) => (First: first.Name, Next: next.Name))).ToLookup(pair => pair.Next, pair => pair.First);
        var left = all.SelectMany(lifecycle => lifecycle.Stages).DistinctBy(stage => stage.Name).ToList();
        var together = new List<LifecycleStage>();
        while (left.Count > 0)
        {
            // Where two lifecycles disagree none is free, and the one that was seen first goes first.
            var next = left.Find(stage => !before[stage.Name].Any(name => left.Exists(waiting => waiting.Name == name))) ?? left[0];
            left.Remove(next);
            together.Add(next);
        }
        return together;
    }
}
