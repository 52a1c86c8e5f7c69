using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Actions;

/// <summary>Bodies of <see cref="ActionActivities"/> that write tables.</summary>
internal sealed class ActionSteps(
    ActionLedger actions,
    ProjectLedger projects,
    LifecycleLibrary lifecycles,
    IOrchestrationClient orchestrations,
    OrchestrationInbox inbox,
    OfficeSettings office,
    TimeProvider clock)
{
    public async Task<ActionId> OpenRecovery(ActivityContext activity, ActionOpening opening)
    {
        var check = opening.Check;
        var recovery = ((LifecycleStage.Delivery)lifecycles.Get(check.Lifecycle).Stage(check.Stage)).HealthCheck.Recovery;
        var project = await projects.Get(check.Project, activity.Stopping);
        var now = clock.GetUtcNow();
        var id = new ActionId(FormattableString.Invariant($"A-{project.Id.Value.Replace("P-", "", StringComparison.Ordinal)}-{check.Number}"));
        var action = await actions.Open(new ActionRecord(id, recovery.Title, project.Id, project.Name, project.Unit,
            project.Lead ?? "", project.LeadName ?? "Nobody", $"The health of {opening.Period} was rated Red.",
            now, recovery.Due.Due.After(now, office.Calendar), ActionState.Open), activity.Stopping);
        await projects.Enter(project.Id, activity.IdempotencyKey,
            new TimelineDraft("action-opened", TimelineEntry.Office, $"{action.Title} ({action.Id}), {action.OwnerName}, because red.",
                new Dictionary<string, string> { ["action"] = id.Value }),
            before => before, cancellation: activity.Stopping);
        await orchestrations.Start(ActionFollowUp.Reference, id.Value, new ActionFollowUpInput(id, action.Due,
            [.. recovery.Due.Reminders.Select(reminder => reminder.After(action.OpenedAt, office.Calendar))]), activity.Stopping);
        return id;
    }

    public async Task<Nothing> Close(ActivityContext activity, ActionClosing closing)
    {
        var posted = closing.Posted;
        var action = await actions.Close(closing.Action, open => open with
        {
            State = posted.What.State,
            Note = posted.What.Note,
            ClosedBy = posted.Actor.Email,
            ClosedAt = posted.At,
        }, activity.Stopping);
        var how = action.State == ActionState.Done ? "done" : "dropped";
        await projects.Enter(action.Project, activity.IdempotencyKey,
            new TimelineDraft("action-closed", posted.Actor.Email, $"{action.Title} ({action.Id}) is {how}: {action.Note}",
                new Dictionary<string, string> { ["action"] = action.Id.Value }),
            before => before, cancellation: activity.Stopping);
        await inbox.Settle(action.Id.Value, posted.Key, InboxState.Consumed, activity.Stopping);
        return default;
    }
}
