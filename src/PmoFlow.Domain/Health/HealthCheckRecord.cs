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
    /// <summary>In the order in which they were asked, the newest on top: a month may have several, and numbers do not follow each other.</summary>
    public static IEnumerable<HealthCheckRecord> NewestFirst(IEnumerable<HealthCheckRecord> checks) =>
        checks.OrderByDescending(check => check.AskedAt).ThenByDescending(check => check.Number);

    /// <summary>Whether it still waits for an answer.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it was not needed any more: then it says nothing, neither good nor bad.</summary>
    public bool IsVoided { get; init; }

    /// <summary>Whose questions and rules it has; null where it was asked before that was kept, or imported: those of the project then.</summary>
    public LifecycleVersion? Lifecycle { get; init; }

    /// <summary>Answers by question.</summary>
    // Rows written before this existed have none, and a generated reader then sets null over an initialiser.
    public IReadOnlyDictionary<string, string> Answers { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>What the lead named as evidence, by question.</summary>
    public IReadOnlyDictionary<string, string> Evidence { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>Why it was raised; null for one of the calendar.</summary>
    public string? Because { get; init; }

    /// <summary>The project's method when it was asked.</summary>
    public string? Method { get; init; }

    /// <summary>The project's phase when it was asked.</summary>
    public string? Phase { get; init; }

    /// <summary>How each of those who look sees it; none where only answers were rated.</summary>
    public IReadOnlyList<HealthView> Views { get => field ?? []; init; }

    /// <summary>The project's figures when it was rated, by name.</summary>
    public IReadOnlyDictionary<string, decimal> Metrics { get => field ?? new Dictionary<string, decimal>(); init; }

    /// <summary>Who was asked to look at it beside the lead, a mail address; null where nobody was.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Their name.</summary>
    public string? ReviewerName { get; init; }

    /// <summary>By when they say what they see, UTC.</summary>
    public DateTimeOffset? ReviewDue { get; init; }

    /// <summary>How one of them sees it; null where they have not been heard, or are not asked.</summary>
    public HealthView? View(HealthViewKind kind) => Views.FirstOrDefault(view => view.Kind == kind);

    /// <summary>Whether it is unknown because its lead did not say anything.</summary>
    public bool IsSilent => !IsOpen && !IsVoided && Number > 0 && Rating == HealthRating.Unknown && AnsweredAt is null;

    /// <summary>The same with one more view, or another in its place.</summary>
    public HealthCheckRecord With(HealthView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return this with { Views = [.. Views.Where(other => other.Kind != view.Kind).Append(view).OrderBy(other => other.Kind)] };
    }

    /// <summary>Rated by all of its views.</summary>
    public HealthCheckRecord Rated()
    {
        var assessment = HealthViews.Combined(Views);
        return this with { Rating = assessment.Rating, Trace = assessment.Trace };
    }

    /// <summary>Who answered; null where nobody did.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}
