using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Workflows.Health;

/// <summary>A project that is amber again and again lands on the desk of who leads its unit, as an action of theirs.</summary>
internal sealed class HealthEscalation(
    ProjectLedger projects, ProjectQueries queries, ProjectSpeakers speakers, ActionLedger actions, IOrchestrationClient orchestrations,
    OfficeSettings office, TimeProvider clock)
{
    /// <summary>Escalates where this check is the last of so many ambers in a row, and again after as many more; safe to repeat.</summary>
    public async Task Follow(ProjectRecord project, HealthCheckRecord check, int ambers, Deadline due, CancellationToken cancellation)
    {
        var row = (await queries.Health(project.Id, cancellation)).Where(c => !c.IsOpen && c.AskedAt <= check.AskedAt && !c.IsVoided)
            .OrderByDescending(c => c.AskedAt).ThenByDescending(c => c.Number).TakeWhile(c => IsAmber(c.Rating)).ToList();
        if (row.Count == 0 || row.Count % ambers != 0)
            return;
        var leader = (await speakers.Leaders(project, cancellation)).FirstOrDefault();
        var id = new ActionId(FormattableString.Invariant($"A-{project.Id.Value.Replace("P-", "", StringComparison.Ordinal)}-{check.Number}E"));
        var because = $"Amber {row.Count} times in a row: {string.Join(", ", row.Select(c => c.Period).Reverse())}.";
        var now = clock.GetUtcNow();
        var action = await actions.Open(new ActionRecord(id, "Decide how this project leaves amber", project.Id, project.Name, project.Unit,
            leader?.Email ?? "", leader?.Name ?? "Nobody", because, now, due.Due.After(now, office.Calendar), ActionState.Open), cancellation);
        await projects.Enter(project.Id, $"escalated|{id}", new TimelineDraft("health-escalated", TimelineEntry.Office,
            $"{because} Escalated to {action.OwnerName} ({action.Id}).", new Dictionary<string, string> { ["action"] = id.Value }),
            before => before, cancellation: cancellation);
        await orchestrations.Start(ActionFollowUp.Reference, id.Value, new ActionFollowUpInput(id, action.Due,
            [.. due.Reminders.Select(reminder => reminder.After(action.OpenedAt, office.Calendar))]), cancellation);
    }

    private static bool IsAmber(HealthRating rating) => rating is HealthRating.AmberGreen or HealthRating.Amber or HealthRating.AmberRed;
}
