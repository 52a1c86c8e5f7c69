using System.Text.Json.Serialization;
using PmoFlow.Domain.Scoring;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Domain.Intake;

/// <summary>A request as it stands now. How it came there is its timeline.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Content">What was asked, at this revision.</param>
/// <param name="Revision">From 1; goes up when the content changes.</param>
/// <param name="Lifecycle">What it is pinned to.</param>
/// <param name="Stage">Name of the stage it is in.</param>
/// <param name="StageTitle">That stage's title.</param>
/// <param name="Visit">How many stages it has entered: a decision taken on one visit means nothing on another.</param>
/// <param name="Outcome">What it came to; open while it is on its way.</param>
/// <param name="SubmittedAt">When it was accepted, UTC.</param>
/// <param name="UpdatedAt">When it last moved, UTC.</param>
/// <param name="Waiting">What it waits for.</param>
/// <param name="Timeline">Where its timeline ends.</param>
public sealed record RequestRecord(
    RequestId Id,
    RequestContent Content,
    int Revision,
    LifecycleVersion Lifecycle,
    string Stage,
    string StageTitle,
    int Visit,
    RequestOutcome Outcome,
    DateTimeOffset SubmittedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<Wait> Waiting,
    TimelineEnd Timeline)
{
    /// <summary>Names of the stages that it was in before, so that lists of those can let it go.</summary>
    // Rows written before this existed have none, and a generated reader then sets null over an initialiser.
    public IReadOnlyList<string> StagesLeft { get => field ?? []; init; }

    /// <summary>From 0 to 100, once scored.</summary>
    public decimal? Score { get; init; }

    /// <summary>The level given to each criterion, once scored.</summary>
    public IReadOnlyDictionary<string, int>? Levels { get; init; }

    /// <summary>When its content last changed, UTC; null where it never did.</summary>
    public DateTimeOffset? RevisedAt { get; init; }

    /// <summary>When a person or a file last said something of it, UTC; null where nobody has since that is remembered.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>The last revision that who decides about it must know; null where it was never changed so.</summary>
    public int? MaterialRevision { get; init; }

    /// <summary>The earliest revision that it can be decided by: what changed since then is not material.</summary>
    [JsonIgnore]
    public int DecidableFrom => MaterialRevision ?? 1;

    /// <summary>Every score it was given, in order, with the revision that was scored.</summary>
    // Rows written before this existed have none.
    public IReadOnlyList<PastScore> Scores { get => field ?? []; init; }

    /// <summary>Expected cost, where the form asks for it, in the office's currency.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The unit it is for, where the form asks for it.</summary>
    public UnitId? Unit { get; init; }

    /// <summary>Who shall lead the project, once an analyst said so; a mail address.</summary>
    public string? ProposedLead { get; init; }

    /// <summary>The question that the requester was last asked.</summary>
    public string? Question { get; init; }

    /// <summary>Why it was declined, or what else its last decision said.</summary>
    public string? Reason { get; init; }

    /// <summary>True where the office withdrew it for the requester; null in all other cases.</summary>
    public bool? IsWithdrawnByOffice { get; init; }

    /// <summary>What is left of the service level, in working time, while the requester is asked: the clock stands still.</summary>
    public TimeSpan? ServiceLeft { get; init; }

    /// <summary>The request that this one was merged into.</summary>
    public RequestId? MergedInto { get; init; }

    /// <summary>Who asked for the same, and hears what becomes of it.</summary>
    // Rows written before this existed have none.
    public IReadOnlyList<Follower> Followers { get => field ?? []; init; }

    /// <summary>The row of the work list that it stood under before, so that a step that is run again can clear it.</summary>
    public string? WorkRowLeft { get; init; }

    /// <summary>What its approvals released; null where none has released money.</summary>
    public IReadOnlyList<FundingRelease>? Funding { get; init; }

    /// <summary>The project that delivers it.</summary>
    public ProjectId? Project { get; init; }
}
