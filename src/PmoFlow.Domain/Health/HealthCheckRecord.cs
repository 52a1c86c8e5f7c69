namespace PmoFlow.Domain.Health;

/// <summary>One health check of one project.</summary>
/// <param name="Project">Of which project.</param>
/// <param name="Period">What it is of: a month (<c>2026-12</c>), or a year (<c>2019</c>) for what was imported by year.</param>
/// <param name="Number">From 1 for those that were asked; 0 for an imported one.</param>
/// <param name="AskedAt">When it was asked or imported, UTC.</param>
/// <param name="Due">By when it was to be answered, UTC.</param>
/// <param name="Rating">Unknown until it is answered.</param>
/// <param name="Trace">Why.</param>
public sealed record HealthCheckRecord(
    ProjectId Project,
    string Period,
    int Number,
    DateTimeOffset AskedAt,
    DateTimeOffset Due,
    HealthRating Rating,
    IReadOnlyList<string> Trace)
{
    /// <summary>Whether it still waits for an answer.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Answers by question.</summary>
    // Rows written before this existed have none, and a generated reader then sets null over an initialiser.
    public IReadOnlyDictionary<string, string> Answers { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>Who answered; null where nobody did.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}
