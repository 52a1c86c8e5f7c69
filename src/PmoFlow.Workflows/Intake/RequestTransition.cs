using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Workflows.Intake;

/// <summary>
/// One step of a request: what is entered in its timeline, and what changes with it. What is null stays as it is.
/// </summary>
/// <param name="Request">Which request.</param>
/// <param name="Entry">What happened.</param>
public sealed record RequestTransition(RequestId Request, TimelineDraft Entry)
{
    /// <summary>The stage it enters.</summary>
    public string? Stage { get; init; }

    /// <summary>The wait that begins with it.</summary>
    public WaitFor? Wait { get; init; }

    /// <summary>What the request came to.</summary>
    public RequestOutcome? Outcome { get; init; }

    /// <summary>Its score.</summary>
    public Scored? Scored { get; init; }

    /// <summary>What the requester is asked.</summary>
    public string? Question { get; init; }

    /// <summary>Why, for the requester.</summary>
    public string? Reason { get; init; }

    /// <summary>The request that it was merged into.</summary>
    public RequestId? MergedInto { get; init; }

    /// <summary>True where the office withdrew it; null in all other cases.</summary>
    public bool? IsByOffice { get; init; }

    /// <summary>What it is pinned to from now on.</summary>
    public LifecycleVersion? Lifecycle { get; init; }

    /// <summary>How much of the cost is released with it, in percent.</summary>
    public decimal? Releases { get; init; }

    /// <summary>The inbox items that came too late for it.</summary>
    public IReadOnlyList<string>? Supersedes { get; init; }

    /// <summary>The inbox item that this step acts on.</summary>
    public string? Consumes { get; init; }
}

/// <summary>A wait that is to begin.</summary>
/// <param name="Kind">What is awaited, as in <see cref="Wait.Kind"/>.</param>
/// <param name="Who">Whose turn it is.</param>
/// <param name="Deadline">By when.</param>
/// <param name="Then">What happens otherwise.</param>
public sealed record WaitFor(string Kind, string Who, Deadline Deadline, string Then)
{
    /// <summary>The day on which it is due when the office opens, instead of a time from now.</summary>
    public DateOnly? Day { get; init; }
}

/// <summary>A wait that has begun. Its instants are computed once, by the office's calendar of that day, and stay.</summary>
/// <param name="Visit">Its number: what answers it must carry the same.</param>
/// <param name="Due">By when, UTC.</param>
/// <param name="Reminders">When to remind, UTC, ascending, all before <paramref name="Due"/>.</param>
public sealed record WaitBegun(int Visit, DateTimeOffset Due, IReadOnlyList<DateTimeOffset> Reminders)
{
    /// <summary>What the request is expected to cost, where it says so.</summary>
    public decimal? Cost { get; init; }
}
