using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Domain.Delivery;

/// <summary>A project as it stands now.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its title.</param>
/// <param name="Description">What it is to achieve.</param>
/// <param name="Unit">The unit it is for.</param>
/// <param name="Lead">Mail address of who delivers it; null while nobody is named.</param>
/// <param name="Lifecycle">What its health checks follow.</param>
/// <param name="Stage">Name of that lifecycle's delivery stage.</param>
/// <param name="State">Whether it is under way.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="Waiting">What it waits for.</param>
/// <param name="Timeline">Where its timeline ends.</param>
public sealed record ProjectRecord(
    ProjectId Id,
    string Name,
    string Description,
    UnitId Unit,
    string? Lead,
    LifecycleVersion Lifecycle,
    string Stage,
    ProjectState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<Wait> Waiting,
    TimelineEnd Timeline)
{
    /// <summary>Mail address of who delivers it, as it is compared; null while nobody is named.</summary>
    // Files once brought it as somebody typed it, and rows of theirs still have it so.
    public string? Lead { get; init => field = Compared(value); } = Compared(Lead);

    private static string? Compared(string? email) => email is null ? null : Person.Normalise(email);

    /// <summary>The lead's name.</summary>
    public string? LeadName { get; init; }

    /// <summary>The request it was born from; null for an imported one.</summary>
    public RequestId? Request { get; init; }

    /// <summary>First day.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last day, as planned.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Whole budget in the office's currency.</summary>
    public decimal? Budget { get; init; }

    /// <summary>The latest rating.</summary>
    public HealthRating Rating { get; init; }

    /// <summary>The period that rating is of.</summary>
    public string? RatedPeriod { get; init; }

    /// <summary>When it was rated, UTC.</summary>
    public DateTimeOffset? RatedAt { get; init; }

    /// <summary>The last rating that was not unknown; unknown where there was none, or it was before this was kept.</summary>
    public HealthRating LastRating { get; init; }

    /// <summary>The period that one is of.</summary>
    public string? LastRatedPeriod { get; init; }

    /// <summary>Whether its rating is unknown because nobody says how it is.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The method it follows, by its name in the lifecycle; null where it follows none.</summary>
    public string? Method { get; init; }

    /// <summary>The phase it is in; null where it follows no method.</summary>
    public string? Phase { get; init; }

    /// <summary>What is agreed about it; null where it is not under change control.</summary>
    public AgreedPlan? Agreed { get; init; }

    /// <summary>How many decisions about it have been asked for.</summary>
    public int Gates { get; init; }

    /// <summary>The period of a file that does not name it any more, for which it was closed; null where it is named, or ended otherwise.</summary>
    public string? LeftOut { get; init; }

    /// <summary>How often it was opened again after its end: what accompanies it begins anew each time.</summary>
    public int Reopened { get; init; }

    /// <summary>Who looks at its health beside the lead, a mail address; null for whoever has the role.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Since when a status report is late, UTC; null where none is.</summary>
    public DateTimeOffset? ReportLateSince { get; init; }

    /// <summary>What the lead said in the last report; unknown where that one never came.</summary>
    public HealthRating LeadRating { get; init; }

    /// <summary>Who said it instead of the lead, by name; null where the lead did.</summary>
    public string? ReportedInstead { get; init; }

    /// <summary>The period of the last report that was sent or missed.</summary>
    public string? ReportedPeriod { get; init; }

    /// <summary>When it was sent, UTC; null where it was missed.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>How far its milestones have moved, by the month for which they were agreed.</summary>
    public IReadOnlyList<MonthSlip> Slips { get => field ?? []; init; }

    /// <summary>The milestone that it is to reach next.</summary>
    public NextMilestone? NextMilestone { get; init; }

    /// <summary>The same with what it says of its milestones as they are in its plan: to be said wherever the plan is written.</summary>
    public ProjectRecord Following(MilestonePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return this with { Slips = plan.Slips(), NextMilestone = plan.Next() };
    }

    /// <summary>The units that it was in, so that each is told that it counts there no more, even if the process ends between its going and that.</summary>
    public IReadOnlyList<LeftUnit> UnitsLeft { get => field ?? []; init; }

    /// <summary>Whether it once had another name: then what bears its name is looked at whenever its lists follow it.</summary>
    public bool IsRenamed { get; init; }

    /// <summary>When a person or a file last said something of it, UTC: how old is what is known. Null where nobody has since that is remembered.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>To which programs it has belonged and belongs, oldest first.</summary>
    public IReadOnlyList<ProgramPlacing> Programs { get => field ?? []; init; }

    /// <summary>Answers of the request it was born from, or columns of the file it came with.</summary>
    // Rows written before this existed have none, and a generated reader then sets null over an initialiser.
    public IReadOnlyDictionary<string, string> Fields { get => field ?? new Dictionary<string, string>(); init; }
}

/// <summary>Whether a project is under way.</summary>
public enum ProjectState
{
    /// <summary>It is delivered and checked.</summary>
    Active,

    /// <summary>It is over.</summary>
    Closed,
}
