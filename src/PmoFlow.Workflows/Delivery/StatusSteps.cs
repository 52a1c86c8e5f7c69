using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Bodies of <see cref="StatusActivities"/> that write tables.</summary>
internal sealed class StatusSteps(
    ProjectLedger projects, ProjectQueries timelines, DeliveryQueries deliveries, NeedQueries needs, LifecycleLibrary lifecycles, OrchestrationInbox inbox,
    HealthRaiser raiser, ActionOpenings openings, ProjectSpeakers speakers, OfficeSettings office, UnitCalendars calendars, TimeProvider clock)
{
    public async Task<NextStatusReport> Plan(ActivityContext activity, StatusCycleInput input)
    {
        var project = await projects.Get(input.Project, activity.Stopping);
        if (project.State == ProjectState.Closed)
            return new(null);
        var (every, now, calendar) = (PlanOf(project, input).Every, clock.GetUtcNow(), await calendars.Of(project.Unit, activity.Stopping));
        // A moment that was promised is kept even where it has just passed, unless the office slept so long that the one after has too.
        if (input.At is { } promised && Cadence.NextAfter(every, promised, project.CreatedAt, input.Number + 1, calendar) > now)
            return new(promised);
        return new(Cadence.NextAfter(every, now, project.CreatedAt, input.Number, calendar));
    }

    public async Task<StatusAsked> Open(ActivityContext activity, StatusCycleInput input)
    {
        var project = await projects.Get(input.Project, activity.Stopping);
        var (plan, now, calendar) = (PlanOf(project, input), clock.GetUtcNow(), await calendars.Of(project.Unit, activity.Stopping));
        var facts = await Facts(input.Project, activity.Stopping);
        var opened = await projects.Change(input.Project, activity.IdempotencyKey, DeliveryTables.Status, DeliveryTables.StatusRow(input.Number), (stands, before) =>
        {
            var report = before ?? new StatusReport(input.Project, input.Number, office.Calendar.DayOf(now).ToString("yyyy-MM", CultureInfo.InvariantCulture),
                now, plan.Report.Due.After(now, calendar), StatusState.Open, facts);
            return new DocumentChange<StatusReport>(report, new TimelineDraft("status-asked", TimelineEntry.Office,
                $"Asked {stands.LeadName ?? "those who lead the unit"} for the status report of {report.Period}."));
        }, activity.Stopping);
        var asked = ((Outcome<StatusReport>.Done)opened).Value;
        var next = Cadence.NextAfter(plan.Every, now, project.CreatedAt, input.Number + 1, calendar);
        return new(asked.Due, [.. plan.Report.Reminders.Select(reminder => reminder.After(asked.AskedAt, calendar))],
            plan.Escalate.After(asked.Due, calendar), next);
    }

    public async Task<Nothing> MarkLate(ActivityContext activity, StatusCycleInput input)
    {
        await projects.Change(input.Project, activity.IdempotencyKey, DeliveryTables.Status, DeliveryTables.StatusRow(input.Number), (_, before) =>
        {
            if (before is null)
                return new Refusal.NotFound($"There is no report {input.Number}.");
            var late = before with { State = before.State == StatusState.Open ? StatusState.Late : before.State };
            return new DocumentChange<StatusReport>(late, new TimelineDraft("status-late", TimelineEntry.Office, $"The status report of {before.Period} is late."))
            {
                Project = project => project with { ReportLateSince = project.ReportLateSince ?? before.Due },
            };
        }, activity.Stopping);
        await raiser.Look(input.Project, activity.Stopping);
        return default;
    }

    public async Task<Nothing> Close(ActivityContext activity, StatusClosing closing)
    {
        var (input, sent) = (closing.Status, closing.Submitted);
        var facts = await Facts(input.Project, activity.Stopping);
        var milestones = await deliveries.Plan(input.Project, activity.Stopping);
        await projects.Change(input.Project, activity.IdempotencyKey, DeliveryTables.Status, DeliveryTables.StatusRow(input.Number), (stands, before) =>
        {
            if (before is not { IsOpen: true })
                return before is null ? new Refusal.NotFound($"There is no report {input.Number}.") : new DocumentChange<StatusReport>(before, null);
            return sent is null ? Without(before, closing.Stopped) : Frozen(before, sent, facts, milestones, IsOfLead(stands, sent) ? null : sent.Actor.Name);
        }, activity.Stopping);
        if (sent is not null && sent.What.Answers.TryGetValue("help", out var help))
            await OpenCall(input, help, sent, activity.Stopping);
        if (sent is not null)
            await inbox.Settle(input.Project.Value, sent.Key, InboxState.Consumed, activity.Stopping);
        return default;
    }

    // Another may lead it by now; then what was sent is still of the one who led it when it was.
    private static bool IsOfLead(ProjectRecord stands, Posted<StatusSubmitted> sent) => sent.What.ByLead ?? stands.Lead == Person.Normalise(sent.Actor.Email);

    /// <summary>What a lead asks the office for does not end in a report: whoever leads the unit answers it.</summary>
    private async Task OpenCall(StatusCycleInput input, string help, Posted<StatusSubmitted> sent, CancellationToken cancellation)
    {
        var project = await projects.Get(input.Project, cancellation);
        var (leader, calendar) = ((await speakers.Leaders(project, cancellation)).FirstOrDefault(), await calendars.Of(project.Unit, cancellation));
        await openings.Open(project, string.Create(CultureInfo.InvariantCulture, $"S{input.Number}"), new(
            "Answer what the project's lead asks for", leader?.Email, leader?.Name, $"{sent.Actor.Name} asks in the status report: “{help}”",
            calendar.WorkingDue(PlanOf(project, input).Report.Due.After(sent.At, calendar)), ActionSource.Report, sent.Actor.Email), cancellation);
    }

    private static DocumentChange<StatusReport> Frozen(StatusReport before, Posted<StatusSubmitted> sent, StatusFacts facts, MilestonePlan milestones, string? instead) =>
        new(before with
        {
            State = StatusState.Submitted,
            Facts = facts,
            Milestones = milestones,
            Rating = sent.What.Rating,
            Answers = sent.What.Answers,
            SubmittedBy = sent.Actor.Email,
            SentInstead = instead,
            SubmittedAt = sent.At,
        }, new TimelineDraft("status-submitted", sent.Actor.Email, $"Status of {before.Period}: {(instead is null ? "the lead says" : $"{instead} says, instead of the lead,")} {sent.What.Rating.Label()}{(sent.At > before.Due ? ", late" : "")}."))
        {
            Project = project => project with { ReportLateSince = null, LeadRating = sent.What.Rating, ReportedInstead = instead, ReportedPeriod = before.Period, ReportedAt = sent.At },
        };

    /// <summary>What the last report said does not stand for one that never came.</summary>
    private static DocumentChange<StatusReport> Without(StatusReport before, bool stopped) => stopped
        ? new(before with { State = StatusState.Dropped }, null) { Project = project => project with { ReportLateSince = null } }
        : new(before with { State = StatusState.Missed }, new TimelineDraft("status-missed", TimelineEntry.Office, $"The status report of {before.Period} never came: unknown."))
        {
            Project = project => project with { LeadRating = HealthRating.Unknown, ReportedInstead = null, ReportedPeriod = before.Period, ReportedAt = null },
        };

    private async Task<StatusFacts> Facts(ProjectId id, CancellationToken cancellation)
    {
        var delivery = (await deliveries.Read(id, cancellation))!;
        return StatusFacts.Of(delivery.Reading, delivery.Plan, delivery.Raid, delivery.Metrics, delivery.Reports.LastOrDefault(report => report.State == StatusState.Submitted),
            await timelines.Timeline(id, cancellation), delivery.Today, clock.GetUtcNow(), (await needs.Of(delivery, cancellation)).All);
    }

    /// <summary>As the version says that the project follows now; one that asks for no reports leaves the cycle as it was begun.</summary>
    private StatusPlan PlanOf(ProjectRecord project, StatusCycleInput input) =>
        (lifecycles.Get(project.Lifecycle).Stage(project.Stage) as LifecycleStage.Delivery)?.Status
        ?? ((LifecycleStage.Delivery)lifecycles.Get(input.Lifecycle).Stage(input.Stage)).Status!;
}
