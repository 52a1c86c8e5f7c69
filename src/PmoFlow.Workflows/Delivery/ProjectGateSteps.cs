using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Bodies of <see cref="ProjectGateActivities"/> that write tables.</summary>
internal sealed class ProjectGateSteps(
    ProjectLedger projects, ControlQueries queries, ProjectGateEffects effects, SeatFinder finder, ProjectSeats waiting, OrchestrationInbox inbox,
    HealthRaiser raiser, ProjectDesk desk, UnitCalendars calendars, TimeProvider clock)
{
    private static readonly Refusal Moved = new Refusal.TooLate("The project changed meanwhile.");

    public async Task<ProjectGateAsked> Open(ActivityContext activity, ProjectGateOpening opening)
    {
        var (id, row) = (opening.Gate.Project, DeliveryTables.GateRow(opening.Gate.Number));
        var project = await projects.Get(id, activity.Stopping);
        var gate = await Get(id, row, activity.Stopping);
        if ((gate.Policy ?? queries.StageOf(project)?.Gate(gate.Kind, project.Method, gate.Subject)) is not { } policy)
            return new(clock.GetUtcNow(), [], false, false) { Gone = "Nobody decides about this any more by the process that the project follows now." };
        var deadline = opening.IsEscalated ? ((GateExpiry.Escalate)policy.Expiry).Deadline : policy.Deadline;
        var rules = GateOpenings.Rules(policy, opening.IsEscalated);
        var seats = await finder.Find(project.Unit, [.. new[] { gate.AskedBy, project.Lead }.OfType<string>()], rules, opening.IsEscalated ? null : policy.Veto, activity.Stopping);
        var change = gate.Kind == ProjectGateKind.Change
            ? await projects.Document(id, DeliveryTables.Changes, DeliveryTables.ChangeRow(int.Parse(gate.Subject, System.Globalization.CultureInfo.InvariantCulture)), activity.Stopping)
            : null;
        var (now, calendar) = (clock.GetUtcNow(), await calendars.Of(project.Unit, activity.Stopping));
        var opened = await projects.Change(id, activity.IdempotencyKey, DeliveryTables.Gates, row, (_, before) =>
        {
            if (before is not { IsOpen: true } || (before.RoundAt is not null && before.IsEscalated == opening.IsEscalated))
                return new DocumentChange<ProjectGate>(before ?? gate, null);
            var after = before with
            {
                Policy = policy,
                Quorum = opening.IsEscalated ? Quorum.Any : policy.Quorum,
                RoundAt = now,
                Due = deadline.Due.After(now, calendar),
                Then = policy.Expiry is GateExpiry.Escalate escalate && !opening.IsEscalated ? $"It is escalated: somebody else decides (role: {escalate.To.Label()})." : "It is declined.",
                Seats = seats,
                Before = opening.IsEscalated ? before.Seats : [],
                IsEscalated = opening.IsEscalated,
                SignInNeeded = policy.SignInAbove is { } limit && (change?.Budget ?? project.Budget) > limit,
            };
            var who = seats.Count == 0 ? "nobody: the office has nobody in the roles that decide" : string.Join(", ", seats.Select(seat => seat.Who));
            return new DocumentChange<ProjectGate>(after, new TimelineDraft("gate-opened", TimelineEntry.Office,
                $"{gate.Title} – {(opening.IsEscalated ? "nobody decided in time; escalated to" : "asked")} {who}."));
        }, activity.Stopping);
        var round = ((Outcome<ProjectGate>.Done)opened).Value;
        await waiting.Follow(project, round, activity.Stopping);
        return new(round.Due!.Value, [.. deadline.Reminders.Select(reminder => reminder.After(round.RoundAt!.Value, calendar))],
            opening.IsEscalated, policy.Expiry is GateExpiry.Escalate);
    }

    public async Task<ProjectGateEnd> Count(ActivityContext activity, ProjectDecision decision)
    {
        var (posted, id) = (decision.Posted, decision.Gate.Project);
        var counts = false;
        var counted = await projects.Change(id, activity.IdempotencyKey, DeliveryTables.Gates, DeliveryTables.GateRow(decision.Gate.Number), (_, before) =>
        {
            if (before is null)
                return new Refusal.NotFound("There is no such decision.");
            var after = before.Decided(posted.Actor.Email, posted.What.Decision, posted.What.Comment, posted.At);
            counts = after != before;
            var said = posted.What.Decision == Decision.Approve ? "approved" : "declined";
            return new DocumentChange<ProjectGate>(after, !counts ? null : new TimelineDraft("decided", posted.Actor.Email,
                $"{posted.Actor.Name} {said} “{before.Title}”{(string.IsNullOrWhiteSpace(posted.What.Comment) ? "." : $": {posted.What.Comment}")}"));
        }, activity.Stopping);
        var gate = ((Outcome<ProjectGate>.Done)counted).Value;
        await waiting.Follow(await projects.Get(id, activity.Stopping), gate, activity.Stopping);
        var isTheirs = counts || gate.Seats.Any(seat => seat.Email == posted.Actor.Email && seat.DecidedAt == posted.At);
        await inbox.Settle(id.Value, posted.Key, isTheirs ? InboxState.Consumed : InboxState.Superseded, activity.Stopping);
        return new(gate.Verdict);
    }

    public async Task<ProjectGateEnd> Close(ActivityContext activity, ProjectGateClosing closing)
    {
        var (id, row) = (closing.Gate.Project, DeliveryTables.GateRow(closing.Gate.Number));
        var verdict = closing.Verdict == GateVerdict.Open && closing.Voided is null ? GateVerdict.Declined : closing.Verdict;
        while (true)
        {
            var seen = await projects.Get(id, activity.Stopping);
            var gate = await Get(id, row, activity.Stopping);
            var effect = await effects.Of(seen, gate, verdict, closing.Voided is not null, activity.Stopping);
            var because = closing.Voided ?? effect.Voided ?? Says(gate, verdict);
            var closed = await projects.Change(id, activity.IdempotencyKey, DeliveryTables.Gates, row, (project, before) => project.Timeline.Sequence != seen.Timeline.Sequence
                ? Moved
                : new DocumentChange<ProjectGate>(before! with { Verdict = effect.Voided is null ? verdict : GateVerdict.Open, Because = because, ClosedAt = clock.GetUtcNow() },
                    new TimelineDraft("gate-closed", TimelineEntry.Office, $"{gate.Title} – {because}"))
                {
                    Project = effect.Project,
                    Beside = effect.Beside,
                }, activity.Stopping);
            if (closed is Outcome<ProjectGate>.Done)
                break;
        }
        var ended = await Get(id, row, activity.Stopping);
        await waiting.Follow(await projects.Get(id, activity.Stopping), ended, activity.Stopping);
        if (ended is { Kind: ProjectGateKind.Acceptance, Verdict: GateVerdict.Approved })
        {
            // Closed already where this is run again: then there is nothing to close.
            await desk.Close(id, new Actor(ended.AskedBy, ended.AskedByName), $"Accepted. {ended.Because}", activity.Stopping);
            return new(ended.Verdict);
        }
        if (await raiser.Look(id, activity.Stopping) is not null)
            await raiser.Wake(id, activity.Stopping);
        return new(ended.Verdict);
    }

    private async Task<ProjectGate> Get(ProjectId id, string row, CancellationToken cancellation) =>
        await projects.Document(id, DeliveryTables.Gates, row, cancellation) ?? throw new PermanentFailureException($"Project {id} has no such decision.");

    private static string Says(ProjectGate gate, GateVerdict verdict)
    {
        var who = gate.Seats.Where(seat => seat.Decision == (verdict == GateVerdict.Approved ? Decision.Approve : Decision.Decline)).Select(seat => seat.Who).ToList();
        return who.Count == 0 ? "Nobody decided in time, so it was declined." : $"{(verdict == GateVerdict.Approved ? "Approved" : "Declined")} by {string.Join(", ", who)}.";
    }
}
