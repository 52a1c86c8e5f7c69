namespace PmoFlow.Domain.Lifecycles;

/// <summary>One thing that a lifecycle says, in words: what its drawing's table shows, and what versions are compared by.</summary>
/// <param name="Part">What it is about, stable: <c>gate:investment/board</c>.</param>
/// <param name="PartTitle">The same for people: <c>Gate Investment board</c>.</param>
/// <param name="Name">Which of its properties, for people: <c>quorum</c>.</param>
/// <param name="Value">What that is, in words.</param>
public sealed record LifecycleFact(string Part, string PartTitle, string Name, string Value);

/// <summary>Something that two versions say differently. One of the values is null where the other version does not have it.</summary>
/// <param name="Part">What it is about, stable.</param>
/// <param name="PartTitle">The same for people.</param>
/// <param name="Name">Which of its properties; null where the whole part came or went.</param>
/// <param name="Before">What the earlier version says.</param>
/// <param name="After">What the later version says.</param>
public sealed record LifecycleChange(string Part, string PartTitle, string? Name, string? Before, string? After)
{
    /// <summary>As a sentence: <c>Gate Board: quorum 2 of them → more than half of them</c>.</summary>
    public override string ToString() => (Name, Before, After) switch
    {
        (null, null, _) => $"{PartTitle}: new",
        (null, _, null) => $"{PartTitle}: gone",
        (_, null, { } after) => $"{PartTitle}: {Name} {after} (new)",
        (_, { } before, null) => $"{PartTitle}: {Name} {before} (gone)",
        _ => $"{PartTitle}: {Name} {Before} → {After}",
    };
}
