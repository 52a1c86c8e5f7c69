using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Actions;

/// <summary>Opens actions of every source in the same way: the record, the project's timeline, the follow-up. Safe to repeat.</summary>
public sealed class ActionOpenings(ActionLedger actions, ProjectLedger projects, IOrchestrationClient orchestrations, UnitCalendars calendars, TimeProvider clock)
{
    /// <summary>A quarter of the time before it is due, where nobody says when to remind.</summary>
    private const int Quarter = 4;

    /// <summary>Opens one of a project.</summary>
    /// <param name="project">For which project.</param>
    /// <param name="suffix">Makes its number of the project's, the same for the same cause.</param>
    /// <param name="draft">Everything that the project does not say.</param>
    /// <param name="cancellation">Gives up before anything is written.</param>
    public async Task<ActionRecord> Open(ProjectRecord project, string suffix, ActionDraft draft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(draft);
        var id = IdOf(project.Id, suffix);
        var action = await actions.Open(new ActionRecord(id, draft.Title, project.Id, project.Name, project.Unit, draft.Owner ?? "",
            draft.OwnerName ?? "Nobody", draft.Because, clock.GetUtcNow(), draft.Due, ActionState.Open)
        {
            Source = draft.Source,
            Predicts = draft.Predicts,
        }, cancellation);
        await projects.Enter(project.Id, $"action|{id}", new TimelineDraft("action-opened", draft.By, $"{action.Title} ({action.Id}), {action.OwnerName}. {action.Because}",
            new Dictionary<string, string> { ["action"] = id.Value }), before => before, cancellation: cancellation);
        await orchestrations.Start(ActionFollowUp.Reference, id.Value, FollowUp(action, await calendars.Of(action.Unit, cancellation), draft.Reminders), cancellation);
        return action;
    }

    /// <summary>The number of a project's action.</summary>
    internal static ActionId IdOf(ProjectId project, string suffix) => new($"A-{project.Value.Replace("P-", "", StringComparison.Ordinal)}-{suffix}");

    /// <summary>How an action is followed up, the first time or anew.</summary>
    internal static ActionFollowUpInput FollowUp(ActionRecord action, BusinessCalendar calendar, IReadOnlyList<DateTimeOffset>? reminders = null) =>
        new(action.Id, action.Due, reminders ?? [Reminder(action, calendar)])
        {
            Round = action.Predicts is null ? null : action.Round,
        };

    // While its owner works, unless that would be when it is due already.
    private static DateTimeOffset Reminder(ActionRecord action, BusinessCalendar calendar)
    {
        var quarter = action.Due - ((action.Due - (action.ReopenedAt ?? action.OpenedAt)) / Quarter);
        return calendar.WorkingMoment(quarter) is var moment && moment < action.Due ? moment : quarter;
    }
}

/// <summary>An action to be opened.</summary>
/// <param name="Title">What is to be done.</param>
/// <param name="Owner">Mail address of who does it; null for nobody yet.</param>
/// <param name="OwnerName">Their name.</param>
/// <param name="Because">Why, as a sentence.</param>
/// <param name="Due">UTC.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="By">Who opens it, a mail address or the office.</param>
public sealed record ActionDraft(string Title, string? Owner, string? OwnerName, string Because, DateTimeOffset Due, ActionSource Source, string By)
{
    /// <summary>The change that it is to bring; null where none is predicted.</summary>
    public ActionPrediction? Predicts { get; init; }

    /// <summary>When its owner is reminded, UTC; null for once, at a quarter of the time before it is due.</summary>
    public IReadOnlyList<DateTimeOffset>? Reminders { get; init; }
}
