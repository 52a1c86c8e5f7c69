using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Health;

/// <summary>Bodies of <see cref="HealthActivities"/> that write tables.</summary>
internal sealed class HealthSteps(
    ITableStore tables,
    ProjectLedger projects,
    SummaryLedger summaries,
    LifecycleLibrary lifecycles,
    OrchestrationInbox inbox,
    OfficeSettings office,
    TimeProvider clock)
{
    public async Task<HealthAsked> Open(ActivityContext activity, HealthCheckInput input)
    {
        var plan = PlanOf(input);
        var project = await projects.Get(input.Project, activity.Stopping);
        var check = await Find(input, activity.Stopping);
        if (check is null)
        {
            var now = clock.GetUtcNow();
            var period = office.Calendar.DayOf(now).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            check = new HealthCheckRecord(
                input.Project, period, input.Number, now, plan.Answer.Due.After(now, office.Calendar), HealthRating.Unknown,
                ["Unknown because it is not answered yet."]) { IsOpen = true };
        }
        var wait = new Wait("health-check", project.LeadName ?? "The delivery lead", check.AskedAt, check.Due,
            "The rating of this period is unknown.");
        var asked = project.LeadName is { } name ? $"Asked {name} how the project is doing." : "Nobody leads this project: asked those who lead its unit.";
        await projects.Enter(input.Project, activity.IdempotencyKey,
            new TimelineDraft("health-check-opened", TimelineEntry.Office, asked, Details(check)),
            before => before with { Waiting = [wait] },
            batch => batch.Upsert(OfficeTables.HealthChecks, OfficeTables.HealthRow(check.Period, check.Number), check),
            cancellation: activity.Stopping);
        return new(check.Period, check.Due, [.. plan.Answer.Reminders.Select(r => r.After(check.AskedAt, office.Calendar))],
            project.Lead is not null);
    }

    public async Task<HealthRated> Record(ActivityContext activity, HealthRecording recording)
    {
        var plan = PlanOf(recording.Check);
        var row = OfficeTables.HealthRow(recording.Period, recording.Check.Number);
        var check = (await tables.Find(OfficeTables.HealthChecks, new(recording.Check.Project.Value, row), activity.Stopping))?.Document
            ?? throw new PermanentFailureException($"Project {recording.Check.Project} has no health check {row}.");
        var rated = check.IsOpen ? Rated(check, plan, recording) : check;
        var label = rated.Rating.Label();
        await projects.Enter(rated.Project, activity.IdempotencyKey,
            new TimelineDraft("health-rated", recording.Answered?.Actor.Email ?? TimelineEntry.Office,
                $"Health of {rated.Period}: {label}. {rated.Trace.FirstOrDefault()}", Details(rated)),
            before => WithRating(before, rated, recording, clock.GetUtcNow()),
            batch => batch.Upsert(OfficeTables.HealthChecks, row, rated), cancellation: activity.Stopping);
        var project = await projects.Get(rated.Project, activity.Stopping);
        if (recording.Because is null)
            await summaries.Put(project.Unit, rated.Period, Measure.Of(rated).Of, Measure.Of(rated), activity.Stopping);
        if (recording.Answered is { } answered)
            await inbox.Settle(rated.Project.Value, answered.Key, InboxState.Consumed, activity.Stopping);
        return new(rated.Rating);
    }

    private HealthCheckRecord Rated(HealthCheckRecord check, HealthCheckPlan plan, HealthRecording recording)
    {
        var assessment = recording switch
        {
            { Answered: { } given } => HealthAssessment.Of(plan, given.What.Answers, office.Calendar.DayOf(given.At)),
            { Because: { } because } => new HealthAssessment(HealthRating.Unknown, [$"Unknown: {because}"]),
            _ => HealthAssessment.NotAnswered(office.Calendar.DayOf(check.Due)),
        };
        return check with
        {
            IsOpen = false,
            Rating = assessment.Rating,
            Trace = assessment.Trace,
            Answers = recording.Answered?.What.Answers ?? check.Answers,
            AnsweredBy = recording.Answered?.Actor.Email,
            AnsweredAt = recording.Answered?.At,
        };
    }

    /// <summary>A check that is not needed any more says nothing of the project: it keeps the rating that it has.</summary>
    private static ProjectRecord WithRating(
        ProjectRecord project, HealthCheckRecord rated, HealthRecording recording, DateTimeOffset now) =>
        recording.Because is not null ? project with { Waiting = [] } : project with
        {
            Rating = rated.Rating,
            RatedPeriod = rated.Period,
            RatedAt = rated.AnsweredAt ?? now,
            Waiting = [],
        };

    private async Task<HealthCheckRecord?> Find(HealthCheckInput input, CancellationToken cancellation) =>
        await tables.Scan(OfficeTables.HealthChecks, input.Project.Value, RowRange.StartingWith("health|"), cancellation)
            .Select(stored => stored.Document).FirstOrDefaultAsync(check => check.Number == input.Number, cancellation);

    private HealthCheckPlan PlanOf(HealthCheckInput input) =>
        ((LifecycleStage.Delivery)lifecycles.Get(input.Lifecycle).Stage(input.Stage)).HealthCheck;

    private static Dictionary<string, string> Details(HealthCheckRecord check) => new()
    {
        ["period"] = check.Period,
        ["rating"] = check.Rating.Label(),
    };
}
