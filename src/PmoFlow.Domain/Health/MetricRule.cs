namespace PmoFlow.Domain.Health;

/// <summary>Rules about figures, in force from a day on until a later set of the same unit begins.</summary>
/// <param name="From">The first day.</param>
/// <param name="Rules">The worst that applies counts.</param>
public sealed record MetricRuleSet(DateOnly From, IReadOnlyList<MetricRule> Rules)
{
    /// <summary>Only for this unit and what belongs to it, where they count instead of those for everybody; null for everybody.</summary>
    public UnitId? Unit { get; init; }
}

/// <summary>If a figure is so, the rating is at best that.</summary>
/// <param name="Metric">Which figure: <c>cpi</c>.</param>
/// <param name="Test">How it compares.</param>
/// <param name="Value">With what.</param>
/// <param name="Gives">The rating it gives.</param>
/// <param name="Required">Without the figure nobody can say; where false, the rule then does not apply.</param>
public sealed record MetricRule(string Metric, MetricTest Test, decimal Value, HealthRating Gives, bool Required = true);

/// <summary>A figure that makes somebody ask how the project is doing, whenever it comes to be so.</summary>
public sealed record HealthTrigger(string Metric, MetricTest Test, decimal Value);

/// <summary>How a figure compares.</summary>
public enum MetricTest
{
    /// <summary>It is less.</summary>
    Below,

    /// <summary>It is that or less.</summary>
    AtMost,

    /// <summary>It is more.</summary>
    Above,

    /// <summary>It is that or more.</summary>
    AtLeast,
}

/// <summary>Comparisons in figures and signs.</summary>
public static class MetricTests
{
    /// <summary>Whether a figure is so.</summary>
    public static bool Holds(this MetricTest test, decimal figure, decimal value) => test switch
    {
        MetricTest.Below => figure < value,
        MetricTest.AtMost => figure <= value,
        MetricTest.Above => figure > value,
        MetricTest.AtLeast => figure >= value,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>As people write it; the opposite where it does not hold.</summary>
    public static string Sign(this MetricTest test, bool holds = true) => (test, holds) switch
    {
        (MetricTest.Below, true) or (MetricTest.AtLeast, false) => "<",
        (MetricTest.AtMost, true) or (MetricTest.Above, false) => "≤",
        (MetricTest.Above, true) or (MetricTest.AtMost, false) => ">",
        (MetricTest.AtLeast, true) or (MetricTest.Below, false) => "≥",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
