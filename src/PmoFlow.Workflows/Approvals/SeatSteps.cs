using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Bodies of the gate's activities that move seats and let a request rest.</summary>
internal sealed class SeatSteps(
    RequestLedger ledger,
    GateLedger rounds,
    OfficeDirectory directory,
    SeatFinder seats,
    SeatLists lists,
    OrchestrationInbox inbox,
    UnitCalendars calendars,
    TimeProvider clock)
{
    public async Task<GateReseated> Reseat(ActivityContext activity, GateReseating reseating)
    {
        var (gate, posted) = (reseating.Gate, reseating.Posted);
        var stored = await rounds.Find(gate.Request, gate.Visit, reseating.Number, gate.Part, activity.Stopping)
            ?? throw new PermanentFailureException($"Request {gate.Request} has no such gate round.");
        var request = await ledger.Get(gate.Request, activity.Stopping);
        var (round, came) = (stored.Document, new List<GateSeat>());
        if (!request.Timeline.RecentSteps.Contains(activity.IdempotencyKey) && round.IsOpen)
        {
            var change = await Change(request, round, posted, activity.Stopping);
            if (change.IsChange)
            {
                round = await Enter(activity, stored, change, posted);
                came = [.. change.Came];
            }
        }
        else
        {
            // The first run wrote it and perhaps ended before anybody was asked: a mail is sent once in any case.
            came = [.. round.Seats.Where(seat => seat.Decision is null)];
        }
        await lists.Follow(await ledger.Get(gate.Request, activity.Stopping), round, activity.Stopping);
        await inbox.Settle(gate.Request.Value, posted.Key, InboxState.Consumed, activity.Stopping);
        if (round.Verdict != GateVerdict.Open)
            return new([], []) { Result = GateOpenings.Result(round) };
        return new([.. round.Seats.Where(seat => seat.Decision is null).Select(seat => seat.Email)], [.. came.Select(seat => seat.Email)])
        {
            IsNobodyLeft = GateOpenings.IsNobodyLeft(round),
        };
    }

    public async Task<WaitBegun> Rest(ActivityContext activity, GateResting resting)
    {
        var request = await ledger.Get(resting.Gate.Request, activity.Stopping);
        var part = resting.Gate.Part;
        var existing = request.Waiting.FirstOrDefault(wait => wait.Kind == "deferred" && wait.Part == part);
        var now = clock.GetUtcNow();
        var wait = existing ?? new Wait("deferred", "Nobody", now, resting.For.After(now, await calendars.Of(request.Unit, activity.Stopping)), "Everybody with a seat is asked again.") { Part = part };
        await ledger.Enter(request.Id, activity.IdempotencyKey,
            new TimelineDraft("deferred", TimelineEntry.Office, $"The decision rests for {resting.For}, then everybody is asked again."),
            before => before with { Waiting = GateOpenings.Waiting(before, part, wait) }, cancellation: activity.Stopping);
        return new(resting.Gate.Visit, wait.Due!.Value, []);
    }

    private async Task<Reseating> Change(RequestRecord request, GateRound round, Posted<Reseated> posted, CancellationToken cancellation)
    {
        if (posted.What is { From: { } from, To: { } to })
        {
            return await seats.MayDecide(to, cancellation) is { } person
                ? Reseating.Delegate(round.Seats, from, new GateSeat(person.Email, person.Name))
                : new(round.Seats, [], []);
        }
        var deciders = (await directory.People(cancellation)).Where(person => Access.Allows(person, Permission.Decide)).Select(person => person.Email).ToHashSet();
        return Reseating.Plan(round.Seats, await seats.Find(request, round, cancellation), deciders.Contains);
    }

    private async Task<GateRound> Enter(ActivityContext activity, Stored<GateRound> stored, Reseating change, Posted<Reseated> posted)
    {
        var because = posted.What.To is null
            ? change.Left.Count == 0 ? "The organisation has changed." : string.Join(' ', change.Left.Select(seat => Absence(seat, change) ?? $"{seat.Who} left the seat."))
            : $"{posted.Actor.Name} gave the seat away.";
        var now = clock.GetUtcNow();
        var round = GateOpenings.WithSeats(stored.Document, change.Seats, now) with
        {
            Former = [.. stored.Document.Former ?? [], .. change.Left.Select(seat => new FormerSeat(seat.Email, seat.Name, Why(posted, change, seat), now))],
        };
        await ledger.Enter(round.Request, activity.IdempotencyKey, GateOpenings.ReseatingEntry(change, because, posted.Actor.Email, round),
            before => before with { Waiting = GateOpenings.Waiting(before, round.Part, round.IsOpen ? [GateOpenings.Wait(round)] : []) },
            batch => batch.Replace(OfficeTables.Rounds, GateSteps.RowOf(round), round, stored.ETag), activity.Stopping);
        return round;
    }

    private static string Why(Posted<Reseated> posted, Reseating change, GateSeat left) => posted.What.To is null
        ? Absence(left, change) ?? "This seat is not yours any more: the organisation has changed."
        : $"This decision was given to {string.Join(", ", change.Came.Select(seat => seat.Name))}.";

    /// <summary>Where a seat moved because somebody is away or back; null where the organisation has changed.</summary>
    private static string? Absence(GateSeat left, Reseating change) =>
        change.Came.FirstOrDefault(seat => seat.For == left.Email) is { } deputy ? $"{left.Name} is away: {deputy.Name} decides."
        : left.ForName is { } person && change.Came.Any(seat => seat.Email == left.For) ? $"{person} is back and decides again."
        : left.ForName is { } away && change.Came.FirstOrDefault(seat => seat.For == left.For) is { } other ? $"{other.Name} decides for {away} now."
        : null;
}
