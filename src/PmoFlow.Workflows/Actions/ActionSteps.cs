using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
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
    ActionOpenings openings,
    ProjectLedger projects,
    DeliveryQueries deliveries,
    LifecycleLibrary lifecycles,
    OrchestrationInbox inbox,
    OfficeSettings office,
    TimeProvider clock)
{
    public async Task<ActionId> OpenRecovery(ActivityContext activity, ActionOpening opening)
    {
        var plan = ((LifecycleStage.Delivery)lifecycles.Get(opening.Check.Lifecycle).Stage(opening.Check.Stage)).HealthCheck;
        var delivery = (await deliveries.Read(opening.Check.Project, activity.Stopping))!;
        var (project, now) = (delivery.Project, clock.GetUtcNow());
        var action = await openings.Open(project, opening.Check.Number.ToString(CultureInfo.InvariantCulture), new(plan.Recovery.Title,
            project.Lead, project.LeadName, $"The health of {opening.Period} was rated Red.", plan.Recovery.Due.Due.After(now, office.Calendar),
            ActionSource.HealthCheck, TimelineEntry.Office)
        {
            Reminders = [.. plan.Recovery.Due.Reminders.Select(reminder => reminder.After(now, office.Calendar))],
            Predicts = Predicts(plan, delivery),
        }, activity.Stopping);
        return action.Id;
    }

    public async Task<ActionMeasured> Measure(ActivityContext activity, ActionMeasuring measuring)
    {
        var before = await actions.Get(measuring.Action, activity.Stopping);
        var figure = before.Predicts is { } predicts && await deliveries.Read(before.Project, activity.Stopping) is { } delivery
            && delivery.Metrics.TryGetValue(predicts.Metric, out var now) ? now : (decimal?)null;
        var after = await actions.Change(measuring.Action, action => action.Measured(figure, measuring.Round, clock.GetUtcNow(), TimelineEntry.Office), activity.Stopping);
        if (after.Effects.Count > measuring.Round)
        {
            await projects.Enter(after.Project, activity.IdempotencyKey, new TimelineDraft("action-measured", TimelineEntry.Office,
                $"{after.Title} ({after.Id}): {Says(after, after.Effects[measuring.Round])}", new Dictionary<string, string> { ["action"] = after.Id.Value }),
                project => project, cancellation: activity.Stopping);
        }
        return new(after.State == ActionState.Open && after.Round > measuring.Round ? ActionOpenings.FollowUp(after) : null);
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

    /// <summary>What a measurement came to, with both figures.</summary>
    public static string Says(ActionRecord action, ActionEffect effect)
    {
        var label = ProjectMetrics.Known[action.Predicts!.Metric].Label;
        return $"{(effect.Worked ? "it worked" : "it did not work")}: {label} was {Figure(effect.Before)}, is {Figure(effect.After)}.";

        static string Figure(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "unknown";
    }

    /// <summary>The figure that made it worst is to leave the rule that said so; none where no figure did.</summary>
    private static ActionPrediction? Predicts(HealthCheckPlan plan, ProjectDelivery delivery)
    {
        var figures = delivery.Metrics;
        var rule = plan.Metrics?.Where(set => set.From <= delivery.Today && (set.Unit is null || set.Unit == delivery.Project.Unit)).OrderBy(set => set.Unit is null).ThenByDescending(set => set.From).FirstOrDefault()?.Rules
            .Where(r => figures.TryGetValue(r.Metric, out var figure) && r.Test.Holds(figure, r.Value)).MaxBy(r => r.Gives);
        return rule is null ? null : ActionPrediction.Against(rule, figures[rule.Metric]);
    }
}
