using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Scoring;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Intake;

/// <summary>Bodies of <see cref="RequestActivities.RecordTransition"/>.</summary>
internal sealed class RequestSteps(
    RequestLedger ledger, MergerClaims mergers, LifecycleLibrary lifecycles, OrchestrationInbox inbox, ProjectMigration projects, UnitCalendars calendars, TimeProvider clock)
{
    public async Task<WaitBegun> Record(ActivityContext activity, RequestTransition transition)
    {
        var calendarOf = await calendars.Now(activity.Stopping);
        var request = await ledger.Enter(transition.Request, activity.IdempotencyKey, transition.Entry,
            before => IsTooLate(before, transition) ? before : Apply(before, transition, clock.GetUtcNow(), calendarOf), cancellation: activity.Stopping);
        if (transition.Consumes is { } consumed)
            await inbox.Settle(request.Id.Value, consumed, InboxState.Consumed, activity.Stopping);

        foreach (var late in transition.Supersedes ?? [])
            await inbox.Settle(request.Id.Value, late, InboxState.Superseded, activity.Stopping);

        var wait = request.Waiting is [{ } first, ..] ? first : null;
        var since = wait?.Since ?? request.UpdatedAt;
        return new(request.Visit, wait?.Due ?? since, [.. (transition.Wait?.Deadline.Reminders ?? [])
            .Select(reminder => reminder.After(since, calendarOf(request.Unit)))])
        {
            Cost = request.Cost,
        };
    }

    public async Task<WaitBegun> Move(ActivityContext activity, RequestMigration migration)
    {
        var moves = migration.Step.Way != MigrationWay.Cannot;
        var to = lifecycles.Get(migration.To);
        var calendarOf = await calendars.Now(activity.Stopping);
        var request = !moves ? await ledger.Get(migration.Request, activity.Stopping) : await ledger.Enter(migration.Request, activity.IdempotencyKey,
            new TimelineDraft("migrated", migration.Actor, $"Goes on by version {to.Version} of {to.Title}. {migration.Step.Because}",
                new Dictionary<string, string> { ["lifecycle"] = to.Id.ToString() }) { IsBookkeeping = true },
            before => before.Outcome == RequestOutcome.Stopped ? before : MigrationPlan.Moved(before, to, migration.Wait, calendarOf(before.Unit)),
            cancellation: activity.Stopping);
        if (moves && request.Project is { } project)
            await projects.Follow(project, to, migration.Actor, activity);
        await inbox.Settle(request.Id.Value, migration.Consumes, moves ? InboxState.Consumed : InboxState.Superseded, activity.Stopping);
        var (wait, since) = (request.Waiting is [{ } first, ..] ? first : null, request.Waiting is [{ } same, ..] ? same.Since : request.UpdatedAt);
        return new(request.Visit, wait?.Due ?? since, [.. (migration.Wait?.Deadline.Reminders ?? []).Select(reminder => reminder.After(since, calendarOf(request.Unit)))]);
    }

    public async Task<RequestJoined> Join(ActivityContext activity, RequestMerger merger)
    {
        var merged = await ledger.Get(merger.Request, activity.Stopping);
        var other = await ledger.Get(merger.Into, activity.Stopping);
        if (other.Followers.Any(follower => follower.Request == merged.Id))
            return new(null);
        if (other.Outcome != RequestOutcome.Open)
            return new($"that one has ended ({other.StageTitle}).");
        if (merged.Followers.Any(follower => follower.Request == other.Id) || !await mergers.Claim(merger, activity.Stopping))
            return new("that one was merged into this one at the same time.");
        // Who followed the merged request follows the other from now on.
        IReadOnlyList<Follower> joining = [new(merged.Id, merged.Content.Requester), .. merged.Followers];
        await ledger.Enter(merger.Into, activity.IdempotencyKey,
            new TimelineDraft("joined", merger.Actor, $"Request {merged.Id} was merged into this one: {merged.Content.Title}"),
            before => before with { Followers = [.. before.Followers.Concat(joining).DistinctBy(follower => follower.Request)] },
            cancellation: activity.Stopping);
        return new(null);
    }

    // A step that was under way when an administrator ended the request must not open it again; its beginning anew does.
    private static bool IsTooLate(RequestRecord before, RequestTransition transition) =>
        before.Outcome == RequestOutcome.Stopped && transition.Entry.Kind is not (RequestStep.Started or RequestStep.ConvertedKind);

    private RequestRecord Apply(RequestRecord before, RequestTransition transition, DateTimeOffset now, Func<UnitId?, BusinessCalendar> calendarOf)
    {
        var lifecycle = lifecycles.Get(transition.Lifecycle ?? before.Lifecycle);
        var stage = transition.Stage ?? before.Stage;
        var unit = transition.Lifecycle is null ? before.Unit : lifecycle.Form.Unit(before.Content) ?? before.Unit;
        var calendar = calendarOf(unit);
        return before with
        {
            Lifecycle = lifecycle.Id,
            Cost = transition.Lifecycle is null ? before.Cost : lifecycle.Form.Cost(before.Content) ?? before.Cost,
            Unit = unit,
            Stage = stage,
            StageTitle = transition.MergedInto is { } into ? $"Merged into {into}" : lifecycle.Stage(stage).Title,
            StagesLeft = stage == before.Stage ? before.StagesLeft : [.. before.StagesLeft.Append(before.Stage).Distinct()],
            Visit = before.Visit + 1,
            Waiting = transition.Wait is { } wait ? [Begun(lifecycle, stage, new(wait.Kind, wait.Who, now, ServiceClock.Due(before, wait, now, calendar), wait.Then))] : [],
            ServiceLeft = ServiceClock.Left(before, transition.Wait, now, calendar),
            MergedInto = transition.MergedInto ?? before.MergedInto,
            Outcome = transition.Outcome ?? (before.Outcome == RequestOutcome.Stopped ? RequestOutcome.Open : before.Outcome),
            Score = transition.Scored?.Score ?? before.Score,
            Levels = transition.Scored?.Levels ?? before.Levels,
            Scores = transition.Scored is { } scored
                ? [.. before.Scores, new PastScore(before.Revision, scored.Score, scored.Levels, transition.Entry.Actor, now)] : before.Scores,
            ProposedLead = transition.Scored?.Lead ?? before.ProposedLead,
            Question = transition.Question ?? before.Question,
            Reason = transition.Reason ?? before.Reason,
            IsWithdrawnByOffice = transition.IsByOffice ?? before.IsWithdrawnByOffice,
            Funding = transition.Releases is { } percent ? Released(before, percent, now) : before.Funding,
        };
    }

    private static Wait Begun(Lifecycle lifecycle, string stage, Wait wait) => wait with { Then = WaitWords.Then(lifecycle, stage, wait) };

    /// <summary>A stage that approves again releases its share once.</summary>
    private static List<FundingRelease> Released(RequestRecord before, decimal percent, DateTimeOffset now) =>
    [
        .. (before.Funding ?? []).Where(release => release.Stage != before.Stage),
        new(before.Stage, percent, before.Cost is { } cost ? decimal.Round(cost * percent / 100, 2, MidpointRounding.AwayFromZero) : null, now),
    ];
}
