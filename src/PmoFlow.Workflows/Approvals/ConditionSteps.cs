using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Body of <see cref="GateActivities.OpenConditions"/>.</summary>
internal sealed class ConditionSteps(
    GateLedger rounds, ProjectLedger projects, ActionLedger actions, IOrchestrationClient orchestrations, UnitCalendars calendars, TimeProvider clock)
{
    /// <summary>Where nobody said by when.</summary>
    private static readonly TimeLimit Usual = new(1, TimeLimitUnit.Months);

    public async Task<Nothing> Open(ActivityContext activity, ConditionsOpening opening)
    {
        var project = await projects.Get(opening.Project, activity.Stopping);
        var conditions = (await rounds.All(opening.Request, activity.Stopping))
            .Where(round => round.Verdict == GateVerdict.Approved)
            .SelectMany(round => round.Seats.Where(seat => seat.Decision == Decision.Approve))
            .SelectMany(seat => (seat.Conditions ?? []).Select(condition => (Seat: seat, Condition: condition)));
        var calendar = await calendars.Of(project.Unit, activity.Stopping);
        var (number, now) = (0, clock.GetUtcNow());
        foreach (var (seat, condition) in conditions)
        {
            number++;
            var id = new ActionId(FormattableString.Invariant($"A-{opening.Request.Value.Replace("R-", "", StringComparison.Ordinal)}-C{number}"));
            var due = seat.ConditionsDue is { } day ? calendar.EndOf(day) : calendar.WorkingDue(Usual.After(now, calendar));
            var action = await actions.Open(new ActionRecord(id, condition, project.Id, project.Name, project.Unit, project.Lead ?? "",
                project.LeadName ?? "Nobody", $"{seat.Who} approved on this condition.", now, due, ActionState.Open) { Source = ActionSource.Gate }, activity.Stopping);
            await projects.Enter(project.Id, $"{activity.IdempotencyKey}|{number}",
                new TimelineDraft("action-opened", TimelineEntry.Office, $"{action.Title} ({action.Id}), {action.OwnerName}, a condition of the approval.",
                    new Dictionary<string, string> { ["action"] = id.Value }),
                before => before, cancellation: activity.Stopping);
            await orchestrations.Start(ActionFollowUp.Reference, id.Value, ActionOpenings.FollowUp(action, calendar), activity.Stopping);
        }
        return default;
    }
}
