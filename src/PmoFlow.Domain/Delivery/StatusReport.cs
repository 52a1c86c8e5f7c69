using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Delivery;

/// <summary>One status report of one project. Once it is submitted nothing of it changes any more.</summary>
/// <param name="Project">Of which project.</param>
/// <param name="Number">From 1.</param>
/// <param name="Period">The month it is of: <c>2026-12</c>.</param>
/// <param name="AskedAt">When it was asked for, UTC.</param>
/// <param name="Due">By when it is to be sent, UTC.</param>
/// <param name="State">What became of it.</param>
/// <param name="Facts">What the office knows by itself: as of asking, then frozen as of the submission.</param>
public sealed record StatusReport(
    ProjectId Project, int Number, string Period, DateTimeOffset AskedAt, DateTimeOffset Due, StatusState State, StatusFacts Facts)
{
    /// <summary>Longest answer to a question.</summary>
    public const int LongestAnswer = 4_000;

    /// <summary>What the lead answered or drafted, by the section's name.</summary>
    public IReadOnlyDictionary<string, string> Answers { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>How the lead, or who sent it instead, rates the whole; unknown until they say so, whatever the last report said.</summary>
    public HealthRating Rating { get; init; }

    /// <summary>When a draft was saved last, UTC.</summary>
    public DateTimeOffset? DraftedAt { get; init; }

    /// <summary>Who sent it.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>The name of who sent it where that was not the lead: somebody whom it had been escalated to, or who was asked because nobody leads. Null where the lead did.</summary>
    public string? SentInstead { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The milestones as they stood when it was submitted.</summary>
    public MilestonePlan? Milestones { get; init; }

    /// <summary>Whether it can still be sent.</summary>
    public bool IsOpen => State is StatusState.Open or StatusState.Late;

    /// <summary>Whether it was sent after its time.</summary>
    public bool WasLate => SubmittedAt > Due;
}

/// <summary>What became of a report.</summary>
public enum StatusState
{
    /// <summary>Asked for.</summary>
    Open,

    /// <summary>Its time has passed; it can still be sent.</summary>
    Late,

    /// <summary>Sent, and frozen.</summary>
    Submitted,

    /// <summary>Never sent: the next one is asked for. Nothing stands for it.</summary>
    Missed,

    /// <summary>Not needed any more: the project was closed.</summary>
    Dropped,
}
