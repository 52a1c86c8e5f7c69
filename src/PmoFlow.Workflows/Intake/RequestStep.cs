using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Scoring;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Intake;

/// <summary>Where a request goes next and why: the pure part of its orchestration.</summary>
/// <param name="Stage">The stage it enters.</param>
/// <param name="Because">What its timeline says about that.</param>
internal sealed record RequestStep(string Stage, TimelineDraft Because)
{
    /// <summary>The inbox item that brought it here.</summary>
    public string? Consumes { get; init; }

    /// <summary>What it was scored, if that is what happened.</summary>
    public Scored? Score { get; init; }

    /// <summary>What the requester is asked, if that is what happened.</summary>
    public string? Question { get; init; }

    /// <summary>Why, for the requester.</summary>
    public string? Reason { get; init; }

    /// <summary>How much of the cost it releases, in percent.</summary>
    public decimal? Releases { get; init; }

    /// <summary>The inbox items that came too late for it.</summary>
    public IReadOnlyList<string>? Supersedes { get; init; }

    /// <summary>What changed in the request since those who decide were last asked.</summary>
    public IReadOnlyList<string>? Changes { get; init; }

    /// <summary>Whether it is the first of a request's life: what comes back is looked at by a person.</summary>
    public bool IsFirst { get; init; }

    /// <summary>What it came to, where that is no end of its lifecycle.</summary>
    public RequestOutcome? Outcome { get; init; }

    /// <summary>The request that it was merged into.</summary>
    public RequestId? MergedInto { get; init; }

    /// <summary>Whether the office withdrew it.</summary>
    public bool IsByOffice { get; init; }

    /// <summary>What it is pinned to from now on.</summary>
    public LifecycleVersion? Lifecycle { get; init; }

    /// <summary>The kind of entry that a request's life begins with, also when it begins anew.</summary>
    public const string Started = "started";

    /// <summary>The kind of entry that its life under another process begins with.</summary>
    public const string ConvertedKind = "converted";

    public static RequestStep Begin(Lifecycle lifecycle) => new(lifecycle.Start,
        new(Started, TimelineEntry.Office, $"Follows the lifecycle {lifecycle.Title} ({lifecycle.Id})."))
    {
        IsFirst = true,
    };

    public static RequestStep QualifiedByCost(LifecycleStage.Screening stage, decimal cost, decimal limit) =>
        new(stage.Qualified, new("qualified", TimelineEntry.Office,
            string.Create(CultureInfo.InvariantCulture, $"Qualified without a look: its cost of {cost:#,0.##} is below {limit:#,0.##}.")));

    public static RequestStep NeedsALook(LifecycleStage.Screening stage, decimal limit) =>
        new(stage.Name, new("screening", TimelineEntry.Office,
            string.Create(CultureInfo.InvariantCulture, $"An analyst looks at it: its cost is not known to be below {limit:#,0.##}.")));

    /// <summary>The word by which it leaves for another process.</summary>
    public Posted<Screened>? ConvertsBy { get; init; }

    public static RequestStep Screened(Posted<Screened> screened, LifecycleStage.Screening stage) => screened.What.Decision switch
    {
        ScreeningDecision.Qualify => new(stage.Qualified, Entry("qualified", screened, "Qualified", screened.What.Note)) { Consumes = screened.Key },
        ScreeningDecision.Merge => Merged(screened),
        ScreeningDecision.Convert => new(stage.Name, Entry(ConvertedKind, screened, "Leaves this process", screened.What.Note)) { ConvertsBy = screened },
        _ => new(stage.Declined, Entry("declined", screened, "Declined at screening", screened.What.Note))
        {
            Consumes = screened.Key,
            Reason = screened.What.Note,
        },
    };

    public static RequestStep Deferred(Posted<Screened> screened, LifecycleStage.Screening stage) =>
        new(stage.Name, Entry("deferred", screened, FormattableString.Invariant($"Deferred until {screened.What.Until:d MMMM yyyy}"), screened.What.Note))
        {
            Consumes = screened.Key,
            Reason = screened.What.Note,
        };

    public static RequestStep CameBack(Posted<BroughtBack>? early, LifecycleStage.Screening stage) => early is null
        ? new(stage.Name, new("came-back", TimelineEntry.Office, "Came back from its deferral."))
        : new(stage.Name, Entry("came-back", early, "Brought back before its day", early.What.Note)) { Consumes = early.Key };

    public static RequestStep Merged(Posted<Screened> screened) =>
        new(RequestEnds.Merged, Entry("merged", screened, $"Merged into {screened.What.Into}", screened.What.Note))
        {
            Consumes = screened.Key,
            Reason = screened.What.Note,
            Outcome = RequestOutcome.Merged,
            MergedInto = screened.What.Into,
        };

    public static RequestStep NotMerged(Posted<Screened> screened, LifecycleStage.Screening stage, string whyNot) =>
        new(stage.Name, new("not-merged", TimelineEntry.Office, $"Was not merged into {screened.What.Into}: {whyNot}")) { Consumes = screened.Key };

    public static RequestStep Converted(Posted<Screened> screened, Lifecycle lifecycle) =>
        new(lifecycle.Start, Entry(ConvertedKind, screened, $"Follows the lifecycle {lifecycle.Title} ({lifecycle.Id}) from now on", screened.What.Note))
        {
            Consumes = screened.Key,
            Lifecycle = lifecycle.Id,
            IsFirst = true,
        };

    public static RequestStep Asked(Posted<Screened> screened, LifecycleStage.Screening stage) =>
        new(stage.Name, Entry("information-asked", screened, "Asked the requester", screened.What.Note))
        {
            Consumes = screened.Key,
            Question = screened.What.Note,
        };

    public static RequestStep Answered(Posted<InformationProvided> answer, LifecycleStage.Screening stage) =>
        new(stage.Name, Entry("information-given", answer, "Answered", answer.What.Answer)) { Consumes = answer.Key };

    public static RequestStep NeverAnswered(LifecycleStage.Screening stage) =>
        new(stage.InformationExpired, new("information-expired", TimelineEntry.Office, "The requester did not answer in time."))
        {
            Reason = "We asked you for more information and did not hear from you in time.",
        };

    public static RequestStep Scored(Posted<Scored> scored, LifecycleStage.Scoring stage) =>
        new(stage.Scored, new("scored", scored.Actor.Email, scored.What.Model is { } model
                ? FormattableString.Invariant($"Scored {scored.What.Score:0.##} by {model.Label()}.") : FormattableString.Invariant($"Scored {scored.What.Score:0.#} of 100."),
            scored.What.Levels.ToDictionary(level => level.Key, level => FormattableString.Invariant($"{level.Value}"))))
        {
            Consumes = scored.Key,
            Score = scored.What,
        };

    public static RequestStep Decided(StageResult result, LifecycleStage.Approval stage) => result switch
    {
        { Recalled: { } recalled } => new(result.BackTo!, Entry("recalled", recalled, $"Recalled from {stage.Title}", recalled.What.Reason))
        {
            Consumes = recalled.Key,
            Supersedes = result.Revised is { } late ? [late.Key] : null,
        },
        // Into the same stage anew: whoever decides has to see what changed.
        { Revised: { } revised } => new(stage.Name, new("asked-again", revised.Actor.Email,
            $"The request was changed, so everybody at {stage.Title} is asked again: {string.Join("; ", revised.What.Changes)}"))
        {
            Consumes = revised.Key,
            Changes = revised.What.Changes,
        },
        { IsStopped: true, IsMoved: true } => new(stage.Name, new("asked-again", TimelineEntry.Office,
            $"The process was changed, so those who decide at {stage.Title} by the new version are asked.")),
        { IsApproved: true } => new(stage.Approved, new("approved", TimelineEntry.Office, Approved(result, stage)))
        {
            Reason = result.Comment,
            Releases = stage.Releases,
            Supersedes = result.TooLate,
        },
        _ => new(stage.Declined, new("declined", TimelineEntry.Office, result.Summary))
        {
            Reason = result.Comment ?? result.Summary,
            Supersedes = result.TooLate,
        },
    };

    public static RequestStep Delivered(ProjectClosing closing, LifecycleStage.Delivery stage) =>
        new(stage.Completed, new("delivered", closing.Actor?.Email ?? TimelineEntry.Office, "The project was closed.",
            new Dictionary<string, string> { ["note"] = closing.Note ?? "" }))
        {
            Reason = closing.Note,
        };

    private static string Approved(StageResult result, LifecycleStage.Approval stage) => stage.Releases is { } percent
        ? string.Create(CultureInfo.InvariantCulture, $"{result.Summary} {percent:0.##} % of the cost is released.")
        : result.Summary;

    public static RequestStep Withdrawn(Posted<Withdrawn> withdrawn, Lifecycle lifecycle) =>
        new(lifecycle.Withdrawn, Entry("withdrawn", withdrawn,
            withdrawn.What.ByOffice ? "Withdrawn by the office for the requester" : "Withdrawn by the requester", withdrawn.What.Reason))
        {
            IsByOffice = withdrawn.What.ByOffice,
            Consumes = withdrawn.Key,
            Reason = withdrawn.What.Reason,
        };

    private static TimelineDraft Entry<T>(string kind, Posted<T> posted, string what, string? words) =>
        new(kind, posted.Actor.Email, string.IsNullOrWhiteSpace(words) ? $"{what}." : $"{what}: {words}");
}
