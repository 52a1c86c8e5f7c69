using System.Collections.Concurrent;
using PmoFlow.Domain;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>Which units' summaries this process has written since somebody last looked, so that what is kept in memory can follow at once.</summary>
public sealed class SummaryChanges
{
    private readonly ConcurrentDictionary<UnitId, byte> units = [];
    private int everything;

    /// <summary>Whether there is anything to follow.</summary>
    public bool Any => !units.IsEmpty || Volatile.Read(ref everything) != 0;

    /// <summary>A unit's summary has changed. To be said after it is written.</summary>
    public void Mark(UnitId unit) => units[unit] = 0;

    /// <summary>Units came, went or moved.</summary>
    public void MarkAll() => Volatile.Write(ref everything, 1);

    /// <summary>Takes what has changed; to be read after this call, so that nothing is missed.</summary>
    internal (bool Everything, IReadOnlyList<UnitId> Units) Take()
    {
        var all = Interlocked.Exchange(ref everything, 0) != 0;
        var taken = units.Keys.Where(unit => units.TryRemove(unit, out _)).ToList();
        return (all, taken);
    }
}
