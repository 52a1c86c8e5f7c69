using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Bodies of the gate's activities that open, count and close.</summary>
internal sealed class GateSteps(
    RequestLedger ledger,
    GateLedger rounds,
    LifecycleLibrary lifecycles,
    SeatFinder seats,
    SeatLists lists,
    OrchestrationInbox inbox,
    UnitCalendars calendars,
    TimeProvider clock)
{
    public async Task<GateOpened> Open(ActivityContext activity, GateOpening opening)
    {
        var gate = opening.Gate;
        var stage = (LifecycleStage.Approval)lifecycles.Get(gate.Lifecycle).Stage(gate.Gate);
        var asked = stage.AllGates.First(g => gate.Part is null || g.Name == gate.Part);
        RequestRecord? entered = null;
        GateRound round = null!;
        var calendarOf = await calendars.Now(activity.Stopping);
        // Where the request is changed meanwhile, they are asked about what it says now.
        while (entered is null)
        {
            var request = await ledger.Get(gate.Request, activity.Stopping);
            var existing = (await rounds.Find(gate.Request, gate.Visit, opening.Number, gate.Part, activity.Stopping))?.Document;
            round = existing ?? GateOpenings.Round(request, opening, asked,
                await seats.Find(request, GateOpenings.Rules(asked.Policy, opening.IsEscalated), asked.Policy.Veto, activity.Stopping), clock.GetUtcNow(), calendarOf(request.Unit));
            entered = await ledger.TryEnter(gate.Request, activity.IdempotencyKey, GateOpenings.Entry(round),
                before => existing is null && round.Revision < before.DecidableFrom ? null
                    : before with { Waiting = GateOpenings.Waiting(before, round.Part, GateOpenings.Wait(round)) },
                batch => batch.Upsert(OfficeTables.Rounds, RowOf(round), round),
                activity.Stopping);
        }
        await lists.Follow(entered, round, activity.Stopping);
        var reminders = GateOpenings.Deadline(asked.Policy, opening).Reminders.Select(r => r.After(round.OpenedAt, calendarOf(entered.Unit)));
        return new(new(round.Visit, round.Due, [.. reminders]), opening.Number, [.. round.Seats.Select(seat => seat.Email)]);
    }

    public async Task<GateResult> Decide(ActivityContext activity, GateDecision decision)
    {
        var posted = decision.Posted;
        var stored = await rounds.Find(decision.Request, decision.Visit, posted.What.Number, decision.Part, activity.Stopping);
        if (stored is null)
        {
            // Said about a round that never was: it counts for none, and the gate goes on.
            await inbox.Settle(decision.Request.Value, posted.Key, InboxState.Superseded, activity.Stopping);
            return new(GateVerdict.Open, "Not decided yet.", null);
        }
        var round = stored.Document;
        var seat = round.Seats.FirstOrDefault(s => s.Email == posted.Actor.Email);
        if (seat?.Decision is not null && seat.DecidedAt == posted.At)
        {
            // The first run of this step wrote it, but perhaps ended before lists followed.
            await ledger.Follow(decision.Request, activity.Stopping);
            await lists.Follow(await ledger.Get(decision.Request, activity.Stopping), round, activity.Stopping);
            await inbox.Settle(decision.Request.Value, posted.Key, InboxState.Consumed, activity.Stopping);
        }
        else if (round.IsOpen && seat is not null && GateOpenings.IsNext(seat, posted.What) && await Count(activity, stored, posted) is { } counted)
        {
            round = counted;
            await inbox.Settle(decision.Request.Value, posted.Key, InboxState.Consumed, activity.Stopping);
        }
        else
        {
            await rounds.Supersede(round.Request, GateOpenings.TooLate(round, posted), activity.Stopping);
            await inbox.Settle(decision.Request.Value, posted.Key, InboxState.Superseded, activity.Stopping);
        }
        return GateOpenings.Result(round);
    }

    public async Task<Nothing> Close(ActivityContext activity, GateClosing closing)
    {
        var stored = await rounds.Find(closing.Request, closing.Visit, closing.Number, closing.Part, activity.Stopping)
            ?? throw new PermanentFailureException($"Request {closing.Request} has no such gate round.");
        var round = stored.Document with
        {
            Verdict = closing.Verdict,
            VoidedBecause = closing.Verdict == GateVerdict.Open ? closing.Because : null,
            ClosedAt = stored.Document.ClosedAt ?? clock.GetUtcNow(),
        };
        var request = await ledger.Enter(closing.Request, activity.IdempotencyKey,
            new TimelineDraft("gate-closed", TimelineEntry.Office, round.Title is null ? closing.Because : $"{round.Title}: {closing.Because}"),
            before => before with { Waiting = GateOpenings.Waiting(before, round.Part) },
            batch => batch.Upsert(OfficeTables.Rounds, RowOf(round), round),
            activity.Stopping);
        await lists.Follow(request, round, activity.Stopping);
        return default;
    }

    /// <summary>
    /// Counts a decision; where its seat changed hands at the same moment, the step is run again. Null where the request says something
    /// else by now than the round showed: nobody's word stands for what they have not read.
    /// </summary>
    private async Task<GateRound?> Count(ActivityContext activity, Stored<GateRound> stored, Posted<Decided> posted)
    {
        var round = GateOpenings.WithDecision(stored.Document, posted, clock.GetUtcNow());
        var request = await ledger.Get(round.Request, activity.Stopping);
        if (round.Revision < request.DecidableFrom)
            return null;
        // Before the round: whoever sees their decision there finds it gone from their list. A run that ends in between is run again.
        await lists.Follow(request, round, activity.Stopping);
        var entered = await ledger.TryEnter(round.Request, activity.IdempotencyKey, GateOpenings.DecisionEntry(posted, round),
            before => round.Revision < before.DecidableFrom ? null : before with { Waiting = GateOpenings.Waiting(before, round.Part, round.IsOpen ? [GateOpenings.Wait(round)] : []) },
            batch =>
            {
                batch.Replace(OfficeTables.Rounds, RowOf(round), round, stored.ETag);
                if (GateOpenings.Changed(stored.Document, posted) is { } changed)
                    batch.Upsert(OfficeTables.Superseded, GateLedger.RowOf(changed), changed);
            },
            activity.Stopping);
        if (entered is not null)
            return round;
        await lists.Follow(request, stored.Document, activity.Stopping);
        return null;
    }

    internal static string RowOf(GateRound round) => OfficeTables.RoundRow(round.Visit, round.Number, round.Part);
}
