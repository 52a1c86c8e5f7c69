namespace PmoFlow.Domain.Delivery;

/// <summary>A unit that a project was in, or an action with it.</summary>
/// <param name="Unit">Which.</param>
/// <param name="Sequence">The entry of the project's timeline with which it left, or the last before it; of an action, which move that was.</param>
public sealed record LeftUnit(UnitId Unit, long Sequence)
{
    /// <summary>The units left once something goes from one to another: one that it comes back to is not left any more.</summary>
    public static IReadOnlyList<LeftUnit> After(IReadOnlyList<LeftUnit> before, UnitId from, UnitId to, long sequence)
    {
        ArgumentNullException.ThrowIfNull(before);
        return from == to ? before : [.. before.Where(left => left.Unit != to && left.Unit != from), new(from, sequence)];
    }
}
