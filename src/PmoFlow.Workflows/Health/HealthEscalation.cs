using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Health;

/// <summary>A project that is amber again and again lands on the desk of who leads its unit, as an action of theirs.</summary>
internal sealed class HealthEscalation(
    ProjectLedger projects, ProjectQueries queries, ProjectSpeakers speakers, ActionLedger actions, IOrchestrationClient orchestrations,
    UnitCalendars calendars, TimeProvider clock)
{
    /// <summary>
    /// Escalates where this check makes so many months of amber in a row, and again after as many more; safe to repeat.
    /// A month counts once, however often something raised a check in it.
    /// </summary>
    public async Task Follow(ProjectRecord project, HealthCheckRecord check, int ambers, Deadline due, CancellationToken cancellation)
    {
        var row = (await queries.Health(project.Id, cancellation)).Where(c => !c.IsOpen && c.AskedAt <= check.AskedAt && !c.IsVoided)
            .OrderByDescending(c => c.AskedAt).ThenByDescending(c => c.Number).TakeWhile(c => IsAmber(c.Rating)).ToList();
        var months = row.Select(c => c.Period).Distinct().Reverse().ToList();
        if (row.Count == 0 || months.Count % ambers != 0 || row.Skip(1).Any(c => c.Period == check.Period))
            return;
        var leader = (await speakers.Leaders(project, cancellation)).FirstOrDefault();
        var id = ActionOpenings.IdOf(project.Id, FormattableString.Invariant($"{check.Number}E"));
        var because = $"Amber {months.Count} times in a row: {string.Join(", ", months)}.";
        var (now, calendar) = (clock.GetUtcNow(), await calendars.Of(project.Unit, cancellation));
        var action = await actions.Open(new ActionRecord(id, "Decide how this project leaves amber", project.Id, project.Name, project.Unit,
            leader?.Email ?? "", leader?.Name ?? "Nobody", because, now, calendar.WorkingDue(due.Due.After(now, calendar)), ActionState.Open)
        {
            Source = ActionSource.HealthCheck,
        }, cancellation);
        await projects.Enter(project.Id, $"escalated|{id}", new TimelineDraft("health-escalated", TimelineEntry.Office,
            $"{because} Escalated to {action.OwnerName} ({action.Id}).", new Dictionary<string, string> { ["action"] = id.Value }),
            before => before, cancellation: cancellation);
        await orchestrations.Start(ActionFollowUp.Reference, id.Value, ActionOpenings.FollowUp(action, calendar,
            [.. due.Reminders.Select(reminder => reminder.After(action.OpenedAt, calendar))]), cancellation);
    }

    private static bool IsAmber(HealthRating rating) => rating is HealthRating.AmberGreen or HealthRating.Amber or HealthRating.AmberRed;
}
