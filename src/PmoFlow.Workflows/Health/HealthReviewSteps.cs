using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Health;

/// <summary>Bodies of <see cref="HealthReviewActivities"/> that write tables, and of the watch.</summary>
internal sealed class HealthReviewSteps(
    ProjectLedger projects, ProjectQueries queries, HealthRatings ratings, HealthRaiser raiser, OfficeDirectory directory,
    OrchestrationInbox inbox, UnitCalendars calendars, TimeProvider clock)
{
    public async Task<HealthReviewAsked> Assign(ActivityContext activity, HealthCheckInput input)
    {
        var plan = ratings.PlanOf(input).Review!;
        var project = await projects.Get(input.Project, activity.Stopping);
        var check = (await queries.Health(input.Project, activity.Stopping)).First(c => c.Number == input.Number);
        var reviewer = await Reviewer(project, plan.By, input.Number, activity.Stopping);
        var calendar = await calendars.Of(project.Unit, activity.Stopping);
        var due = plan.Answer.Due.After(check.AskedAt, calendar);
        check = await ratings.Change(project.Id, activity.IdempotencyKey, Row(check), before => new(
            before with { Reviewer = before.Reviewer ?? reviewer?.Email, ReviewerName = before.ReviewerName ?? reviewer?.Name, ReviewDue = before.ReviewDue ?? due },
            new TimelineDraft("health-review-asked", TimelineEntry.Office, reviewer is null
                ? $"Nobody with the role {plan.By.Label()} is there to look at it beside the lead."
                : $"Asked {reviewer.Name} to look at it independently.")), activity.Stopping);
        return new(check.Period, check.ReviewDue!.Value, [.. plan.Answer.Reminders.Select(r => r.After(check.AskedAt, calendar))], check.Reviewer is not null);
    }

    public async Task<HealthReviewEnd> Record(ActivityContext activity, HealthReviewRecording recording)
    {
        var row = OfficeTables.HealthRow(recording.Period, recording.Check.Number);
        var (posted, now) = (recording.Reviewed, clock.GetUtcNow());
        var recorded = await ratings.Change(recording.Check.Project, activity.IdempotencyKey, row, before =>
        {
            var view = posted is null
                ? new HealthView(HealthViewKind.Reviewer, HealthRating.Unknown, [before.ReviewerName is { } name
                    ? $"Unknown: {name} was asked to look at it and did not answer."
                    : "Unknown: nobody was there to look at it beside the lead."])
                : new HealthView(HealthViewKind.Reviewer, posted.What.Rating, [$"{posted.What.Rating.Label()}: the reviewer says “{posted.What.Finding}”"]) { By = posted.Actor.Email, At = posted.At };
            var after = before.With(view);
            after = before.IsOpen ? after : after.Rated();
            var isNewest = !before.IsOpen;
            return new DocumentChange<HealthCheckRecord>(after, new TimelineDraft("health-reviewed", posted?.Actor.Email ?? TimelineEntry.Office,
                posted is null ? $"The {Name(before)} was not answered." : $"The {Name(before)}: {posted.What.Rating.Label()}. {HealthViews.Disagreement(after.Views)}".TrimEnd()))
            {
                Project = project => isNewest && project.RatedPeriod == before.Period && project.RatedAt <= now ? HealthRatings.Rated(project, after, now) : project,
            };
        }, activity.Stopping);
        if (!recorded.IsOpen)
            await ratings.Follow(recording.Check, recorded, activity.Stopping);
        if (posted is not null)
            await inbox.Settle(recorded.Project.Value, posted.Key, InboxState.Consumed, activity.Stopping);
        return new(!recorded.IsOpen && HealthViews.IsRedByReview(recorded.Views));
    }

    public async Task<HealthLook> Look(ActivityContext activity, HealthWatchInput input) => new(await raiser.Look(input.Project, activity.Stopping));

    /// <summary>Whoever was named for the project, else those with the role in turn; never the lead.</summary>
    private async Task<Person?> Reviewer(ProjectRecord project, Role role, int number, CancellationToken cancellation)
    {
        if (project.Reviewer is { } named && named != project.Lead && await directory.Find(named, cancellation) is { } person)
            return person;
        var able = (await directory.WithRoleFor(project.Unit, role, cancellation)).Where(p => p.Email != project.Lead).ToList();
        if (able.Count == 0)
            able = [.. (await directory.WithRole(role, cancellation)).Where(p => p.Email != project.Lead)];
        return able.Count == 0 ? null : able[number % able.Count];
    }

    // A month can have several checks, each with its review.
    private static string Name(HealthCheckRecord check) => !HealthAlarms.IsRaised(check.Number) ? $"review of {check.Period}"
        : HealthAlarms.IsRecovery(check.Because) ? $"recovery review of {check.Period}"
        : $"review of the check that was raised in {check.Period}";

    private static string Row(HealthCheckRecord check) => OfficeTables.HealthRow(check.Period, check.Number);
}
