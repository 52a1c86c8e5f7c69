using System.Collections.Concurrent;
using PmoFlow.Domain;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Projects that have changed and whose lists and summaries have not followed yet.</summary>
public sealed class ProjectsToPublish
{
    /// <summary>A batch has a limit in bytes, and a project may carry many fields.</summary>
    internal const int RowsAtOnce = 20;

    private readonly ConcurrentDictionary<ProjectId, ConcurrentBag<UnitId>> changed = [];

    /// <summary>Each project, with the units that it was in before.</summary>
    internal IEnumerable<KeyValuePair<ProjectId, ConcurrentBag<UnitId>>> All => changed;

    /// <summary>Notes a project.</summary>
    /// <param name="project">Which.</param>
    /// <param name="before">The unit that it was in, if it was there.</param>
    public void Add(ProjectId project, UnitId? before)
    {
        var left = changed.GetOrAdd(project, _ => []);
        if (before is { } unit)
            left.Add(unit);
    }
}
