using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Bodies of the gate's activities that write tables.</summary>
internal sealed class GateSteps(
    RequestLedger ledger,
    GateLedger rounds,
    LifecycleLibrary lifecycles,
    SeatFinder seats,
    OrchestrationInbox inbox,
    OfficeSettings office,
    TimeProvider clock)
{
    public async Task<GateOpened> Open(ActivityContext activity, GateOpening opening)
    {
        var (gate, escalation) = (opening.Gate, opening.Escalation);
        var policy = ((LifecycleStage.Approval)lifecycles.Get(gate.Lifecycle).Stage(gate.Gate)).Policy(gate.Part);
        var round = (await rounds.Find(gate.Request, gate.Visit, escalation, activity.Stopping))?.Document;
        if (round is null)
        {
            var request = await ledger.Get(gate.Request, activity.Stopping);
            round = GateOpenings.Round(request, gate, policy, escalation,
                await seats.Find(request, Rules(policy, escalation), policy.Veto, activity.Stopping), clock.GetUtcNow(), office.Calendar);
        }
        await ledger.Enter(gate.Request, activity.IdempotencyKey, GateOpenings.Entry(round),
            request => request with { Waiting = [GateOpenings.Wait(round)] },
            batch => batch.Upsert(OfficeTables.Rounds, OfficeTables.RoundRow(round.Visit, round.Escalation), round),
            activity.Stopping);
        var reminders = GateOpenings.Deadline(policy, escalation).Reminders.Select(r => r.After(round.OpenedAt, office.Calendar));
        return new(new(round.Visit, round.Due, [.. reminders]), escalation, [.. round.Seats.Select(seat => seat.Email)]);
    }

    public async Task<GateResult> Decide(ActivityContext activity, GateDecision decision)
    {
        var posted = decision.Posted;
        var stored = await rounds.Find(decision.Request, decision.Visit, posted.What.Escalation, activity.Stopping)
            ?? throw new PermanentFailureException($"Request {decision.Request} has no such gate round.");
        var round = stored.Document;
        var seat = round.Seats.FirstOrDefault(s => s.Email == posted.Actor.Email);
        var isRepeat = seat?.Decision is not null && seat.DecidedAt == posted.At;
        if (!isRepeat && round.IsOpen && seat is { Decision: null })
        {
            round = GateOpenings.WithDecision(round, posted, clock.GetUtcNow());
            await ledger.Enter(decision.Request, activity.IdempotencyKey, GateOpenings.DecisionEntry(posted, round),
                request => request with { Waiting = round.IsOpen ? [GateOpenings.Wait(round)] : [] },
                batch => batch.Replace(OfficeTables.Rounds, OfficeTables.RoundRow(round.Visit, round.Escalation), round, stored.ETag),
                activity.Stopping);
            await inbox.Settle(decision.Request.Value, posted.Key, InboxState.Consumed, activity.Stopping);
        }
        else
        {
            if (isRepeat)
                await ledger.Follow(decision.Request, activity.Stopping);
            await inbox.Settle(decision.Request.Value, posted.Key,
                isRepeat ? InboxState.Consumed : InboxState.Superseded, activity.Stopping);
        }
        return GateOpenings.Result(round);
    }

    public async Task<Nothing> Close(ActivityContext activity, GateClosing closing)
    {
        var stored = await rounds.Find(closing.Request, closing.Visit, closing.Escalation, activity.Stopping)
            ?? throw new PermanentFailureException($"Request {closing.Request} has no such gate round.");
        var round = stored.Document with
        {
            Verdict = closing.Verdict,
            VoidedBecause = closing.Verdict == GateVerdict.Open ? closing.Because : null,
            ClosedAt = stored.Document.ClosedAt ?? clock.GetUtcNow(),
        };
        await ledger.Enter(closing.Request, activity.IdempotencyKey,
            new TimelineDraft("gate-closed", TimelineEntry.Office, closing.Because), request => request with { Waiting = [] },
            batch => batch.Upsert(OfficeTables.Rounds, OfficeTables.RoundRow(round.Visit, round.Escalation), round),
            activity.Stopping);
        return default;
    }

    private static IReadOnlyList<SeatRule> Rules(GatePolicy policy, int escalation) =>
        escalation == 0 ? policy.Approvers : [((GateExpiry.Escalate)policy.Expiry).To];
}
