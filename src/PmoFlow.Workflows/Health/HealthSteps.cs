using System.Globalization;
using PmoFlow.Domain;
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

/// <summary>Bodies of <see cref="HealthActivities"/> that write tables.</summary>
internal sealed class HealthSteps(
    ProjectLedger projects,
    ProjectQueries queries,
    HealthRatings ratings,
    IOrchestrationClient orchestrations,
    OrchestrationInbox inbox,
    OfficeSettings office,
    UnitCalendars calendars,
    TimeProvider clock)
{
    private const string Waits = "health-check";

    public async Task<HealthAsked> Open(ActivityContext activity, HealthCheckInput input)
    {
        var plan = ratings.PlanOf(input);
        var project = await projects.Get(input.Project, activity.Stopping);
        var check = (await queries.Health(input.Project, activity.Stopping)).FirstOrDefault(c => c.Number == input.Number);
        var calendar = await calendars.Of(project.Unit, activity.Stopping);
        if (check is null)
        {
            var now = clock.GetUtcNow();
            var period = office.Calendar.DayOf(now).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            check = new HealthCheckRecord(
                input.Project, period, input.Number, now, plan.Answer.Due.After(now, calendar), HealthRating.Unknown,
                ["Unknown because it is not answered yet."])
            {
                IsOpen = true,
                Lifecycle = input.Lifecycle,
                Because = await Because(input, now, activity.Stopping),
                Method = project.Method,
                Phase = project.Phase,
            };
        }
        var wait = new Wait(Waits, project.LeadName ?? "The delivery lead", check.AskedAt, check.Due,
            "The rating of this period is unknown.");
        var asked = project.LeadName is { } name ? $"Asked {name} how the project is doing." : "Nobody leads this project: asked those who lead its unit.";
        await projects.Change(input.Project, activity.IdempotencyKey, OfficeTables.HealthChecks, OfficeTables.HealthRow(check.Period, check.Number), (_, before) =>
            new DocumentChange<HealthCheckRecord>(before ?? check, new TimelineDraft("health-check-opened", TimelineEntry.Office, asked, Details(check)))
            {
                // A check that was raised leaves alone what the calendar waits for.
                Project = p => p with { Waiting = HealthAlarms.IsRaised(input.Number) ? [wait, .. p.Waiting.Where(w => w.Kind != Waits)] : [wait] },
            }, activity.Stopping);
        await LookAtRecovery(check, activity.Stopping);
        if (plan.Review is { } review && review.Covers(input.Number, HealthAlarms.IsRaised(input.Number)))
            await orchestrations.Start(HealthReview.Reference, HealthReview.InstanceId(input.Project, input.Number), input, activity.Stopping);
        return new(check.Period, check.Due, [.. plan.Answer.Reminders.Select(r => r.After(check.AskedAt, calendar))],
            project.Lead is not null);
    }

    public async Task<HealthRated> Record(ActivityContext activity, HealthRecording recording)
    {
        var row = OfficeTables.HealthRow(recording.Period, recording.Check.Number);
        var byRules = recording.Because is null ? await ratings.ByRules(recording.Check, activity.Stopping) : null;
        var (now, last) = (clock.GetUtcNow(), HealthRatings.Last(await projects.Get(recording.Check.Project, activity.Stopping)));
        var rated = await ratings.Change(recording.Check.Project, activity.IdempotencyKey, row, before =>
        {
            var after = before.IsOpen ? Rated(before, recording, byRules, last) : before;
            return new DocumentChange<HealthCheckRecord>(after, new TimelineDraft("health-rated", recording.Answered?.Actor.Email ?? TimelineEntry.Office,
                $"Health of {after.Period}: {after.Rating.Label()}. {after.Trace.FirstOrDefault()}", Details(after)))
            {
                Project = project => WithRating(project, after, recording, now),
            };
        }, activity.Stopping);
        if (recording.Because is null)
            await ratings.Follow(recording.Check, rated, activity.Stopping);
        else
            await orchestrations.RaiseEvent(HealthReview.InstanceId(rated.Project, rated.Number), HealthReviewEvents.Voided, new(recording.Because), activity.Stopping);
        if (recording.Answered is { } answered)
            await inbox.Settle(rated.Project.Value, answered.Key, InboxState.Consumed, activity.Stopping);
        return new(rated.Rating);
    }

    private HealthCheckRecord Rated(
        HealthCheckRecord check, HealthRecording recording, (IReadOnlyDictionary<string, decimal> Figures, HealthAssessment Assessment)? byRules,
        (HealthRating Rating, string? Period) last)
    {
        var answered = recording.Answered;
        var assessment = recording switch
        {
            { Answered: { } given } => HealthAssessment.Of(ratings.PlanOf(recording.Check, check), given.What.Answers, office.Calendar.DayOf(given.At)),
            { Because: { } because } => new HealthAssessment(HealthRating.Unknown, [$"Unknown: {because}"]),
            _ => HealthAssessment.NotAnswered(office.Calendar.DayOf(check.Due), last.Rating, last.Period),
        };
        var closed = check with
        {
            IsOpen = false,
            IsVoided = recording.Because is not null,
            Rating = assessment.Rating,
            Trace = assessment.Trace,
            Answers = answered?.What.Answers ?? check.Answers,
            Evidence = answered?.What.Evidence ?? check.Evidence,
            AnsweredBy = answered?.Actor.Email,
            AnsweredAt = answered?.At,
        };
        if (recording.Because is not null || (byRules is null && answered?.What.Own is null && check.Views.Count == 0))
            return closed;
        var own = answered?.What.Own;
        closed = closed.With(new HealthView(HealthViewKind.Lead, own ?? assessment.Rating, own is null ? assessment.Trace : [$"{own.Value.Label()}: the lead says so."])
        {
            By = answered?.Actor.Email,
            At = answered?.At,
        });
        if (byRules is not null || own is not null)
        {
            var figures = answered is null ? byRules?.Assessment.WhileSilent(last.Rating) : byRules?.Assessment;
            closed = closed.With(Both(figures, own is null ? null : assessment, clock.GetUtcNow())) with { Metrics = byRules?.Figures ?? closed.Metrics };
        }
        return closed.Rated();
    }

    /// <summary>What the rules say of figures and, where the lead rates for themselves, of the answers: the worse of the two.</summary>
    private static HealthView Both(HealthAssessment? figures, HealthAssessment? answers, DateTimeOffset now)
    {
        var both = HealthViews.Combined([.. new[] { figures, answers }.OfType<HealthAssessment>().Select(one => new HealthView(HealthViewKind.Rules, one.Rating, one.Trace))]);
        return new HealthView(HealthViewKind.Rules, both.Rating, both.Trace) { At = figures is null ? null : now };
    }

    private async Task<string?> Because(HealthCheckInput input, DateTimeOffset now, CancellationToken cancellation) =>
        (await projects.Document(input.Project, HealthTables.Alarms, HealthTables.AlarmsRow, cancellation) ?? HealthAlarms.None).Because(input.Number, now);

    /// <summary>A check of the calendar that looks at a recovery as well leaves no other to do so.</summary>
    private async Task LookAtRecovery(HealthCheckRecord check, CancellationToken cancellation)
    {
        if (HealthAlarms.IsRaised(check.Number) || check.Because is null)
            return;
        await projects.Change(check.Project, $"recovery-looked|{check.Number}", HealthTables.Alarms, HealthTables.AlarmsRow, (_, before) =>
            new DocumentChange<HealthAlarms>((before ?? HealthAlarms.None).LookedAt(check.Because), null), cancellation);
    }

    /// <summary>A check that is not needed any more says nothing of the project: it keeps the rating that it has.</summary>
    private static ProjectRecord WithRating(
        ProjectRecord project, HealthCheckRecord rated, HealthRecording recording, DateTimeOffset now)
    {
        var after = recording.Because is not null ? project : HealthRatings.Rated(project, rated, now);
        return after with { Waiting = HealthAlarms.IsRaised(rated.Number) ? [.. project.Waiting.Where(wait => wait.Kind != Waits)] : [] };
    }

    private static Dictionary<string, string> Details(HealthCheckRecord check) => new()
    {
        ["period"] = check.Period,
        ["rating"] = check.Rating.Label(),
    };
}
