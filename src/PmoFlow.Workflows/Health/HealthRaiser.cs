using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Health;

/// <summary>Raises health checks besides those of the calendar: for what the figures have come to, for a recovery, or because somebody asks.</summary>
public sealed class HealthRaiser(
    ProjectLedger ledger, DeliveryQueries deliveries, LifecycleLibrary lifecycles, IOrchestrationClient orchestrations,
    OfficeSettings office, UnitCalendars calendars, TimeProvider clock)
{
    /// <summary>A change that nobody was told of is seen after this at the latest.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Looks at the figures and raises a check where something has come to be so; safe to repeat, by any number at once.</summary>
    /// <returns>When time alone may change the answer next, UTC; null where the project is closed or nothing raises its checks.</returns>
    public async Task<DateTimeOffset?> Look(ProjectId id, CancellationToken cancellation = default)
    {
        if (await deliveries.Read(id, cancellation) is not { Project.State: ProjectState.Active } delivery
            || PlanOf(delivery.Project) is not { Raises: { } raises })
        {
            return null;
        }
        var (now, calendar) = (clock.GetUtcNow(), await calendars.Of(delivery.Project.Unit, cancellation));
        var checks = delivery.Checks;
        var so = raises.When.Where(trigger => delivery.Metrics.TryGetValue(trigger.Metric, out var figure) && trigger.Test.Holds(figure, trigger.Value))
            .ToDictionary(trigger => trigger.Metric, trigger => Says(trigger, delivery.Metrics[trigger.Metric]));
        var alarms = await ledger.Document(id, HealthTables.Alarms, HealthTables.AlarmsRow, cancellation) ?? HealthAlarms.None;
        var isOpen = checks.Any(check => check.IsOpen) || alarms.Raised.Any(raised => checks.All(check => check.Number != raised.Number));
        if (!ReferenceEquals(Next(alarms), alarms))
        {
            await ledger.Change(id, Guid.NewGuid().ToString("N"), HealthTables.Alarms, HealthTables.AlarmsRow, (_, before) =>
                Changed(before ?? HealthAlarms.None, Next(before ?? HealthAlarms.None)), cancellation);
        }
        await StartRaised(delivery.Project, checks, cancellation);

        var slips = delivery.Plan.Turns().Select(day => calendar.EndOf(day).AddDays(1)).Where(end => end > now);
        return slips.Append(now + Longest).Concat(alarms.RecoveryAt is { } recovery && recovery > now ? [recovery] : []).Min();

        HealthAlarms Next(HealthAlarms before) => before.After(so, isOpen, QuietSince(raises.Quiet, now, before, calendar), now,
            delivery.Project.Waiting.FirstOrDefault(wait => wait.Kind == "next-health-check")?.Due);
    }

    /// <summary>Asks for a check now.</summary>
    public async Task<Outcome<ProjectRecord>> Ask(ProjectId id, Actor actor, string? because, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await ledger.Find(id, cancellation) is not { } project)
            return new Refusal.NotFound($"There is no project {id}.");
        if (project.State == ProjectState.Closed)
            return new Refusal.TooLate($"Project {id} is closed.");
        var words = AnswerText.Paragraph(because ?? "", RequestContent.MaxDescription, out var problem);
        if (words.Length == 0 || problem is not null)
            return new Refusal.Invalid([new("because", problem ?? "Say why it is asked now.")]);
        var checks = await ledger.Documents(id, OfficeTables.HealthChecks, "health|", cancellation);
        if (checks.Any(check => check.IsOpen))
            return new Refusal.TooLate("A health check is open already; its answer comes first.");
        var asked = await ledger.Change(id, Guid.NewGuid().ToString("N"), HealthTables.Alarms, HealthTables.AlarmsRow, (_, before) =>
            (before ?? HealthAlarms.None) is var alarms && alarms.Raised.Any(raised => checks.All(check => check.Number != raised.Number))
                ? new Refusal.TooLate("A health check has just been raised; its answer comes first.")
                : Changed(alarms, alarms.With($"{actor.Name} asks: {words}", clock.GetUtcNow())), cancellation);
        if (asked is Outcome<HealthAlarms>.Refused(var refusal))
            return refusal;
        await StartRaised(project, checks, cancellation);
        return project;
    }

    /// <summary>Lets a check look whether a red project has recovered; safe to repeat.</summary>
    internal async Task PlanRecovery(HealthCheckRecord check, TimeLimit after, CancellationToken cancellation)
    {
        var calendar = await calendars.Of((await ledger.Get(check.Project, cancellation)).Unit, cancellation);
        var at = after.After(check.AnsweredAt ?? check.Due, calendar);
        await ledger.Change(check.Project, $"recovery|{check.Number}", HealthTables.Alarms, HealthTables.AlarmsRow, (_, before) =>
            new DocumentChange<HealthAlarms>((before ?? HealthAlarms.None) with { RecoveryAt = at, RecoveryOf = check.Period },
                new TimelineDraft("recovery-review-planned", TimelineEntry.Office, string.Create(CultureInfo.InvariantCulture, $"A health check looks on {office.Calendar.DayOf(at):yyyy-MM-dd} whether it has recovered."))), cancellation);
        await Wake(check.Project, cancellation);
    }

    /// <summary>Lets the watch look again because days have moved.</summary>
    internal async Task Wake(ProjectId project, CancellationToken cancellation) =>
        await orchestrations.RaiseEvent(HealthWatchInput.InstanceId(await ledger.Get(project, cancellation)), HealthWatchEvents.Changed, default, cancellation);

    /// <summary>Starts what was raised and has not begun: a start that got lost between the two is made up for at the next look.</summary>
    private async Task StartRaised(ProjectRecord project, IReadOnlyList<HealthCheckRecord> checks, CancellationToken cancellation)
    {
        var alarms = await ledger.Document(project.Id, HealthTables.Alarms, HealthTables.AlarmsRow, cancellation) ?? HealthAlarms.None;
        foreach (var raised in alarms.Raised.Where(raised => checks.All(check => check.Number != raised.Number)))
        {
            await orchestrations.Start(HealthCheckCycle.Reference, HealthCheckInput.InstanceId(project.Id, raised.Number),
                new HealthCheckInput(project.Id, project.Lifecycle, project.Stage, raised.Number), cancellation);
        }
    }

    private static DocumentChange<HealthAlarms> Changed(HealthAlarms before, HealthAlarms after) => new(after, after.Raised.Count > before.Raised.Count
        ? new TimelineDraft("health-check-raised", TimelineEntry.Office, $"A health check is raised. {after.Raised[^1].Because}")
        : null);

    // The latest raised check whose quiet time is over; where none was raised, nothing keeps quiet.
    private static DateTimeOffset QuietSince(TimeLimit quiet, DateTimeOffset now, HealthAlarms alarms, BusinessCalendar calendar) =>
        alarms.Raised.Where(raised => quiet.After(raised.At, calendar) <= now).Select(raised => raised.At).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    private static string Says(HealthTrigger trigger, decimal figure)
    {
        var (label, unit) = ProjectMetrics.Known[trigger.Metric];
        return string.Create(CultureInfo.InvariantCulture, $"{label} is {figure:0.##}{(unit is null ? "" : " " + unit)} ({trigger.Test.Sign()} {trigger.Value:0.##}).");
    }

    private HealthCheckPlan? PlanOf(ProjectRecord project) => (lifecycles.Find(project.Lifecycle)?.Stage(project.Stage) as LifecycleStage.Delivery)?.HealthCheck;
}
