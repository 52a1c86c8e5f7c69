namespace PmoFlow.Domain.Organisation;

/// <summary>The enterprise's functions and their teams as they were on one day.</summary>
public sealed class UnitTree
{
    private readonly Dictionary<UnitId, UnitNode> nodes;
    private readonly ILookup<UnitId?, UnitNode> children;

    private UnitTree(Dictionary<UnitId, UnitNode> nodes) =>
        (this.nodes, children) = (nodes, nodes.Values.OrderBy(node => node.Name, StringComparer.OrdinalIgnoreCase).ToLookup(node => node.Parent));

    /// <summary>The structure of that day. One whose parent was not there on that day is a function.</summary>
    public static UnitTree On(IEnumerable<Unit> units, DateOnly day)
    {
        var there = units.Select(unit => (unit.Id, Spell: unit.On(day))).Where(unit => unit.Spell is not null)
            .ToDictionary(unit => unit.Id, unit => unit.Spell!);
        return new(there.ToDictionary(unit => unit.Key, unit => new UnitNode(unit.Key, unit.Value.Name,
            unit.Value.Parent is { } parent && there.ContainsKey(parent) && !IsBelowItself(unit.Key, there) ? parent : null) { Calendar = unit.Value.Calendar }));
    }

    /// <summary>All units, functions and teams, in no order.</summary>
    public IReadOnlyCollection<UnitNode> All => nodes.Values;

    /// <summary>A unit of that day, or null.</summary>
    public UnitNode? Find(UnitId unit) => nodes.GetValueOrDefault(unit);

    /// <summary>What belongs directly to a unit, by name; the functions, for null.</summary>
    public IEnumerable<UnitNode> Children(UnitId? unit) => children[unit];

    /// <summary>A unit and everything below it; everything, for null.</summary>
    public IEnumerable<UnitNode> Subtree(UnitId? unit)
    {
        if (unit is { } id && Find(id) is { } self)
            yield return self;
        foreach (var node in Children(unit).SelectMany(child => Subtree(child.Id)))
            yield return node;
    }

    /// <summary>From the function down to the unit itself.</summary>
    public IReadOnlyList<UnitNode> Path(UnitId unit)
    {
        var path = new List<UnitNode>();
        for (UnitId? at = unit; at is { } here && Find(here) is { } node; at = node.Parent)
            path.Insert(0, node);
        return path;
    }

    private static bool IsBelowItself(UnitId unit, Dictionary<UnitId, UnitSpell> there)
    {
        var seen = new HashSet<UnitId>();
        for (UnitId? at = unit; at is { } here && there.TryGetValue(here, out var spell); at = spell.Parent)
        {
            if (!seen.Add(here))
                return true;
        }
        return false;
    }
}

/// <summary>A unit on one day.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">As people said it on that day.</param>
/// <param name="Parent">What it belonged to; null for a function.</param>
public sealed record UnitNode(UnitId Id, string Name, UnitId? Parent)
{
    /// <summary>By which of the office's calendars it works; null for that of what it belongs to.</summary>
    public string? Calendar { get; init; }

    /// <summary>Whether it belongs to the enterprise directly.</summary>
    public bool IsFunction => Parent is null;
}
