using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Intake;

/// <summary>What a request's record becomes when it moves to another version: the pure part, for its preview as well.</summary>
internal static class MigrationPlan
{
    /// <summary>The record on that version. Its wait, where it has one of its own, is due as that version says, counted from when it began.</summary>
    public static RequestRecord Moved(RequestRecord before, Lifecycle to, WaitFor? wait, BusinessCalendar calendar) => before with
    {
        Lifecycle = to.Id,
        StageTitle = to.Stage(before.Stage).Title,
        Waiting = wait is { Day: null } && before.Waiting is [{ } first, ..] && first.Kind == wait.Kind
            ? [first with { Due = Due(first, wait, calendar), Who = wait.Who, Then = WaitWords.Then(to, before.Stage, first with { Then = wait.Then }) }]
            : before.Waiting,
    };

    /// <summary>When a wait is due by another version.</summary>
    public static DateTimeOffset Due(Wait began, WaitFor wait, BusinessCalendar calendar) => wait.Deadline.Due.After(began.Since, calendar);

    /// <summary>What a request that waits for that waits for by another version; null where no deadline of the version says so.</summary>
    public static WaitFor? WaitOf(string kind, LifecycleStage stage) => (kind, stage) switch
    {
        ("screening", LifecycleStage.Screening screening) => RequestWaits.Screening(screening),
        ("information", LifecycleStage.Screening screening) => RequestWaits.Information(screening),
        ("scoring", LifecycleStage.Scoring scoring) => RequestWaits.Scoring(scoring),
        _ => null,
    };
}
