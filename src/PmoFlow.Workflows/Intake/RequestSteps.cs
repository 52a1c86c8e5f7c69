using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Intake;

/// <summary>Bodies of <see cref="RequestActivities.RecordTransition"/>.</summary>
internal sealed class RequestSteps(
    RequestLedger ledger, LifecycleLibrary lifecycles, OrchestrationInbox inbox, OfficeSettings office, TimeProvider clock)
{
    public async Task<WaitBegun> Record(ActivityContext activity, RequestTransition transition)
    {
        var request = await ledger.Enter(transition.Request, activity.IdempotencyKey, transition.Entry,
            before => Apply(before, transition, clock.GetUtcNow()), cancellation: activity.Stopping);
        if (transition.Consumes is { } consumed)
            await inbox.Settle(request.Id.Value, consumed, InboxState.Consumed, activity.Stopping);

        var wait = request.Waiting is [{ } first, ..] ? first : null;
        var since = wait?.Since ?? request.UpdatedAt;
        return new(request.Visit, wait?.Due ?? since, [.. (transition.Wait?.Deadline.Reminders ?? [])
            .Select(reminder => reminder.After(since, office.Calendar))])
        {
            Cost = request.Cost,
        };
    }

    private RequestRecord Apply(RequestRecord before, RequestTransition transition, DateTimeOffset now)
    {
        var stage = lifecycles.Get(before.Lifecycle).Stage(transition.Stage ?? before.Stage);
        return before with
        {
            Stage = stage.Name,
            StageTitle = stage.Title,
            StagesLeft = stage.Name == before.Stage ? before.StagesLeft : [.. before.StagesLeft.Append(before.Stage).Distinct()],
            Visit = before.Visit + 1,
            Waiting = transition.Wait is { } wait
                ? [new Wait(wait.Kind, wait.Who, now, wait.Deadline.Due.After(now, office.Calendar), wait.Then)]
                : [],
            Outcome = transition.Outcome ?? before.Outcome,
            Score = transition.Scored?.Score ?? before.Score,
            Levels = transition.Scored?.Levels ?? before.Levels,
            ProposedLead = transition.Scored?.Lead ?? before.ProposedLead,
            Question = transition.Question ?? before.Question,
            Reason = transition.Reason ?? before.Reason,
        };
    }
}
