using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Bodies of <see cref="DeliveryActivities"/>.</summary>
internal sealed class DeliverySteps(
    ProjectLedger projects,
    RequestLedger requests,
    LifecycleLibrary lifecycles,
    OfficeDirectory directory,
    OrchestrationInbox inbox,
    StatusBeginning status,
    IOrchestrationClient orchestrations,
    BenefitLedger benefits,
    ControlQueries control,
    ActionEndings actions,
    OfficeSettings office,
    UnitCalendars calendars,
    TimeProvider clock)
{
    public async Task<ProjectId> Create(ActivityContext activity, ProjectCreation creation)
    {
        var request = await requests.Get(creation.Request, activity.Stopping);
        var lead = await Lead(request, activity.Stopping);
        var (begun, beside) = ProjectBeginning.Of(ProjectOf(request, creation.Stage, lead),
            (LifecycleStage.Delivery)lifecycles.Get(request.Lifecycle).Stage(creation.Stage), clock.GetUtcNow());
        var project = await projects.Open(begun, activity.IdempotencyKey,
            new TimelineDraft("created", TimelineEntry.Office, $"Project of request {request.Id}."), beside, cancellation: activity.Stopping);
        await requests.Enter(request.Id, activity.IdempotencyKey,
            new TimelineDraft("project-created", TimelineEntry.Office,
                $"Project {project.Id} begins{(project.LeadName is { } name ? $", led by {name}" : "")}."),
            before => before with { Project = project.Id, Waiting = [DeliveryWait(project, clock.GetUtcNow())] },
            cancellation: activity.Stopping);
        await status.Begin(project, activity.Stopping);
        if (project.Lead is { } leads)
        {
            var named = new LeadNamed(project.Id, leads, "The office", 0);
            await orchestrations.Start(LeadNotice.Reference, named.InstanceId, named, activity.Stopping);
        }
        return project.Id;
    }

    public async Task<NextHealthCheck> PlanHealthCheck(ActivityContext activity, DeliveryCycleInput input)
    {
        var project = await projects.Get(input.Project, activity.Stopping);
        var plan = ((LifecycleStage.Delivery)lifecycles.Get(input.Lifecycle).Stage(input.Stage)).HealthCheck;
        var now = clock.GetUtcNow();
        var at = plan.NextAfter(now, project.CreatedAt, input.Number, await calendars.Of(project.Unit, activity.Stopping));
        await projects.Enter(project.Id, activity.IdempotencyKey, null,
            before => before with
            {
                Waiting = [new Wait("next-health-check", before.LeadName ?? "The delivery lead", now, at, "The health check is mailed.")],
            }, cancellation: activity.Stopping);
        return new(at);
    }

    public async Task<Nothing> Close(ActivityContext activity, ProjectClosing closing)
    {
        var note = string.IsNullOrWhiteSpace(closing.Note) ? "." : $": {closing.Note}";
        var report = await EndedBy(closing, activity.Stopping);
        await projects.Enter(closing.Project, activity.IdempotencyKey,
            new TimelineDraft("closed", closing.Actor?.Email ?? TimelineEntry.Office, $"Closed{note}"),
            before => before with { State = ProjectState.Closed, Waiting = [] },
            report is null ? null : batch => batch.Upsert(DeliveryTables.Closure, DeliveryTables.ClosureRow, report), cancellation: activity.Stopping);
        var closed = await projects.Get(closing.Project, activity.Stopping);
        await status.End(closed, activity.Stopping);
        await benefits.Begin(closed, activity.Stopping);
        await actions.End(closed, activity.Stopping);
        if (closing.Consumes is { } key)
            await inbox.Settle(closing.Project.Value, key, InboxState.Consumed, activity.Stopping);
        return default;
    }

    /// <summary>A project that somebody closes without its acceptance says so; null where it was accepted, or nobody accepts.</summary>
    private async Task<ClosureReport?> EndedBy(ProjectClosing closing, CancellationToken cancellation)
    {
        var project = await projects.Get(closing.Project, cancellation);
        var before = await projects.Document(project.Id, DeliveryTables.Closure, DeliveryTables.ClosureRow, cancellation);
        if (control.StageOf(project)?.Closure is null || before is { State: ClosureState.Accepted or ClosureState.WithoutAcceptance })
            return null;
        var report = before ?? new ClosureReport("", ClosureState.Draft, closing.Actor?.Email ?? TimelineEntry.Office, clock.GetUtcNow());
        return report with { State = ClosureState.WithoutAcceptance, Delivered = report.Delivered.Length > 0 ? report.Delivered : closing.Note ?? "" };
    }

    private ProjectRecord ProjectOf(RequestRecord request, string stage, Person? lead)
    {
        var now = clock.GetUtcNow();
        return new ProjectRecord(new ProjectId($"P-{request.Id}"), request.Content.Title, request.Content.Description,
            request.Unit ?? lead?.Unit ?? RequestLists.NoUnit, lead?.Email, request.Lifecycle, stage, ProjectState.Active,
            now, now, [], TimelineEnd.Empty)
        {
            LeadName = lead?.Name,
            Request = request.Id,
            Start = office.Calendar.DayOf(now),
            End = lifecycles.Get(request.Lifecycle).Form.NeededBy(request.Content),
            Budget = request.Cost,
            Fields = request.Content.Fields,
        };
    }

    private async Task<Person?> Lead(RequestRecord request, CancellationToken cancellation)
    {
        if (request.ProposedLead is { } proposed && await directory.Find(proposed, cancellation) is { } person)
            return person;
        return (await directory.WithRoleFor(request.Unit, Role.DeliveryLead, cancellation)).FirstOrDefault();
    }

    private static Wait DeliveryWait(ProjectRecord project, DateTimeOffset now) =>
        new("delivery", project.LeadName ?? "The delivery lead", now, null, "Health checks go on until the project is closed.");
}
