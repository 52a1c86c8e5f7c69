namespace PmoFlow.Domain.Health;

/// <summary>How one of those who look at a project sees it, and why.</summary>
/// <param name="Kind">Who looks.</param>
/// <param name="Rating">Unknown where they say nothing.</param>
/// <param name="Trace">Why, a sentence each.</param>
public sealed record HealthView(HealthViewKind Kind, HealthRating Rating, IReadOnlyList<string> Trace)
{
    /// <summary>Who said it, a mail address; null for the rules, and for silence.</summary>
    public string? By { get; init; }

    /// <summary>When, UTC; null for silence.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Who looks at a project.</summary>
public enum HealthViewKind
{
    /// <summary>Who leads it.</summary>
    Lead,

    /// <summary>Somebody who does not.</summary>
    Reviewer,

    /// <summary>The office's rules about its figures.</summary>
    Rules,
}
