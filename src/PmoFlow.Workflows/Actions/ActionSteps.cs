using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Actions;

/// <summary>Bodies of <see cref="ActionActivities"/> that write tables.</summary>
internal sealed class ActionSteps(
    ActionLedger actions,
    ActionOpenings openings,
    RecoveryClaims recoveries,
    ProjectLedger projects,
    DeliveryQueries deliveries,
    LifecycleLibrary lifecycles,
    OrchestrationInbox inbox,
    OfficeSettings office,
    UnitCalendars calendars,
    TimeProvider clock)
{
    public async Task<ActionId> OpenRecovery(ActivityContext activity, ActionOpening opening)
    {
        var plan = ((LifecycleStage.Delivery)lifecycles.Get(opening.Check.Lifecycle).Stage(opening.Check.Stage)).HealthCheck;
        var delivery = (await deliveries.Read(opening.Check.Project, activity.Stopping))!;
        var (project, now) = (delivery.Project, clock.GetUtcNow());
        var calendar = await calendars.Of(project.Unit, activity.Stopping);
        var predicts = Predicts(plan, delivery);
        var id = ActionOpenings.IdOf(project.Id, Suffix(opening));
        var unfinished = Unfinished(delivery.Actions, plan.Recovery.Title, predicts)?.Id ?? await recoveries.Claim(project.Id, predicts?.Metric, id, activity.Stopping);
        if (unfinished != id)
            return await StayRed(unfinished, opening, activity.Stopping);
        var action = await openings.Open(project, Suffix(opening), new(plan.Recovery.Title,
            project.Lead, project.LeadName, $"The health of {opening.Period} was rated Red.", calendar.WorkingDue(plan.Recovery.Due.Due.After(now, calendar)),
            ActionSource.HealthCheck, TimelineEntry.Office)
        {
            Reminders = [.. plan.Recovery.Due.Reminders.Select(reminder => reminder.After(now, calendar))],
            Predicts = predicts,
        }, activity.Stopping);
        return action.Id;
    }

    /// <summary>
    /// The recovery of an earlier check that is still followed up for the same figure: a red month more is no reason for another of the
    /// same kind.
    /// </summary>
    private static ActionRecord? Unfinished(IReadOnlyList<ActionRecord> all, string title, ActionPrediction? predicts) =>
        all.FirstOrDefault(action => action.IsFollowed && action.Source == ActionSource.HealthCheck && action.Title == title && action.Predicts?.Metric == predicts?.Metric);

    private async Task<ActionId> StayRed(ActionId id, ActionOpening opening, CancellationToken cancellation)
    {
        var red = new StillRed(opening.Check.Number, opening.Period);
        var unfinished = await actions.Change(id, action => action.StillRed.Contains(red) ? action : action with { StillRed = [.. action.StillRed, red] }, cancellation);
        await projects.Enter(unfinished.Project, $"still-red|{opening.Check.Number}", new TimelineDraft("still-red", TimelineEntry.Office,
            $"Still red in {opening.Period}: {unfinished.Title} ({unfinished.Id}) is not finished.", new Dictionary<string, string> { ["action"] = unfinished.Id.Value }),
            before => before, cancellation: cancellation);
        return id;
    }

    private static string Suffix(ActionOpening opening) => opening.Check.Number.ToString(CultureInfo.InvariantCulture);

    public async Task<ActionMeasured> Measure(ActivityContext activity, ActionMeasuring measuring)
    {
        var before = await actions.Get(measuring.Action, activity.Stopping);
        var delivery = await deliveries.Read(before.Project, activity.Stopping);
        var (figure, of) = Figure(before, delivery);
        var calendar = await calendars.Of(before.Unit, activity.Stopping);
        var after = await actions.Change(measuring.Action, action => action.Measured(figure, measuring.Round, clock.GetUtcNow(), calendar, TimelineEntry.Office, of,
            delivery?.Project.State == ProjectState.Closed ? ActionEndings.Because : null), activity.Stopping);
        var effect = after.Effects.ElementAtOrDefault(measuring.Round);
        if (effect is not null)
        {
            await projects.Enter(after.Project, activity.IdempotencyKey, new TimelineDraft("action-measured", TimelineEntry.Office,
                $"{after.Title} ({after.Id}): {Says(after, effect)}", new Dictionary<string, string> { ["action"] = after.Id.Value }),
                project => project, cancellation: activity.Stopping);
        }
        return new(after.State == ActionState.Open && after.Round > measuring.Round ? ActionOpenings.FollowUp(after, calendar) : null) { Worked = effect is { Worked: true } };
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

    /// <summary>
    /// The figure that an action is measured by. What was known before it was opened, or measured by a figure last, measures nothing: then there is none.
    /// </summary>
    private (decimal? Figure, string? Of) Figure(ActionRecord action, ProjectDelivery? delivery)
    {
        if (delivery is null || action.Predicts is not { } predicts || !delivery.Metrics.TryGetValue(predicts.Metric, out var figure))
            return (null, null);
        if (!ProjectMetrics.OfMoney.Contains(predicts.Metric))
            return (figure, null);
        var (reading, since) = (delivery.Reading, action.NewSince);
        var of = reading.AsOf?.ToString();
        var isNew = delivery.Money!.UpdatedAt > since && (reading.IsDone || reading.AsOf >= Month.Of(office.Calendar.DayOf(since))) && !action.WasMeasuredBy(figure, of);
        return isNew ? (figure, of) : (null, null);
    }

    /// <summary>What a measurement came to, with both figures.</summary>
    public static string Says(ActionRecord action, ActionEffect effect)
    {
        var label = ProjectMetrics.Known[action.Predicts!.Metric].Label;
        return effect.Said is not { } worked ? $"nobody knows whether it worked: {label} was {Figure(effect.Before)}, and no newer figure has come since."
            : $"{(worked ? "it worked" : "it did not work")}: {label} was {Figure(effect.Before)}, is {Figure(effect.After)}{(effect.Of is { } month ? $" ({month})" : "")}.";

        static string Figure(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "unknown";
    }

    /// <summary>The figure that made it red is to leave the rule that said so; none where no figure did.</summary>
    private static ActionPrediction? Predicts(HealthCheckPlan plan, ProjectDelivery delivery)
    {
        var figures = delivery.Metrics;
        var rule = plan.Metrics?.Where(set => set.From <= delivery.Today && (set.Unit is null || set.Unit == delivery.Project.Unit))
            .OrderBy(set => set.Unit is null).ThenByDescending(set => set.From).FirstOrDefault()?.Rules
            .FirstOrDefault(rule => rule.Gives == HealthRating.Red && figures.TryGetValue(rule.Metric, out var figure) && rule.Test.Holds(figure, rule.Value));
        return rule is null ? null : ActionPrediction.Against(rule, figures[rule.Metric]);
    }
}
