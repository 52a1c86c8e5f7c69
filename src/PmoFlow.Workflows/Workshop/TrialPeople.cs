using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Whose turn it is with a trial's request, and what they do: through the same desks that the office's pages use.</summary>
internal sealed class TrialPeople(TrialWorld world, Lifecycle lifecycle, RequestId request, string trackingToken)
{
    private readonly HashSet<string> once = [];

    /// <summary>Everything that waits for somebody now.</summary>
    public async Task<IReadOnlyList<TrialDeed>> Turns(RequestRecord record, CancellationToken cancellation)
    {
        var deeds = new List<TrialDeed> { new("withdraw", TrialRole.Withdrawal, Withdraw) };
        foreach (var wait in record.Waiting)
        {
            var slot = FormattableString.Invariant($"{wait.Kind}|{record.Visit}");
            if (wait.Kind == "screening")
                deeds.Add(new(slot, TrialRole.Screening(record.Stage), act => Screen(record.Stage, act)));
            else if (wait.Kind == "information")
                deeds.Add(new(slot, TrialRole.Information, Answer));
            else if (wait.Kind == "scoring")
                deeds.Add(new(slot, TrialRole.Scoring(record.Stage), _ => Score()));
        }
        foreach (var round in (await world.Get<GateLedger>().All(request, cancellation)).Where(round => round.IsOpen))
            deeds.AddRange(await Seats(record, round, cancellation));
        return deeds;
    }

    private async Task<List<TrialDeed>> Seats(RequestRecord record, GateRound round, CancellationToken cancellation)
    {
        var (policy, deeds) = (((LifecycleStage.Approval)lifecycle.Stage(round.Gate)).Policy(round.Part), new List<TrialDeed>());
        var rules = round.IsEscalated ? [((GateExpiry.Escalate)policy.Expiry).To] : policy.Approvers;
        foreach (var seat in round.Seats.Where(seat => seat.Decision is null))
        {
            var (slot, role) = (FormattableString.Invariant($"seat|{round.Visit}|{round.Number}|{round.Part}|{seat.Email}"), "");
            foreach (var rule in rules)
            {
                if ((await world.Get<SeatFinder>().Find(record, [rule], null, cancellation)).Any(found => found.Email == (seat.For ?? seat.Email)))
                    role = TrialRole.SeatOf(round.Gate, round.Part, rule);
                if (role.Length > 0)
                    break;
            }
            deeds.Add(new(slot, seat.IsDelegated == true ? "delegate" : role, act => Decide(round, seat, act)));
        }
        return deeds;
    }

    private async Task<Refusal?> Screen(string stage, TrialAct act)
    {
        var word = act switch
        {
            TrialAct.Ask when once.Add("ask") => new Screened(ScreeningDecision.AskForInformation, "Could you tell us more?"),
            TrialAct.Defer when once.Add("defer") => new Screened(ScreeningDecision.Defer, "Not before next month.")
            {
                Until = Deferral(stage),
            },
            TrialAct.Decline => new Screened(ScreeningDecision.Decline, "Not now."),
            _ => new Screened(ScreeningDecision.Qualify, null),
        };
        return Refused(await world.Get<ScreeningDesk>().Screen(request, await Analyst(), null, word));
    }

    /// <summary>A month, or as long as the stage allows where that is less.</summary>
    private DateOnly Deferral(string stage)
    {
        var (now, calendar) = (world.Clock.GetUtcNow(), world.Get<OfficeSettings>().Calendar);
        var month = calendar.DayOf(now).AddMonths(1);
        return lifecycle.Stage(stage) is LifecycleStage.Screening { DeferredAtMost: { } most } && calendar.DayOf(most.After(now, calendar)) is var last && last < month ? last : month;
    }

    private async Task<Refusal?> Score()
    {
        var levels = lifecycle.Scoring.Criteria.ToDictionary(criterion => criterion.Name, criterion => criterion.Levels.Count / 2);
        return Refused(await world.Get<ScreeningDesk>().Score(request, await Analyst(), null, levels, null));
    }

    private async Task<Refusal?> Answer(TrialAct act) => Refused(await world.Get<TrackingDesk>().Answer(trackingToken, "Here is what you asked for."));

    private async Task<Refusal?> Withdraw(TrialAct act) => Refused(await world.Get<TrackingDesk>().Withdraw(trackingToken, "We do not need it any more."));

    private async Task<Refusal?> Decide(GateRound round, GateSeat seat, TrialAct act)
    {
        if (act == TrialAct.Delegate)
        {
            var people = await world.Get<OfficeDirectory>().People();
            var other = people.FirstOrDefault(person => Access.Allows(person, Permission.Decide) && round.Seats.All(s => s.Email != person.Email && s.For != person.Email));
            if (other is null)
                return new Refusal.TooLate($"{seat.Name} finds nobody to give the seat to.");
            var key = string.Create(CultureInfo.InvariantCulture, $"delegated|{round.Visit}|{round.Number}|{round.Part}|{seat.Email}|{other.Email}");
            await world.Get<SeatDesk>().Reseat(round, key, new Actor(seat.Email, seat.Name), new Reseated(seat.Email, other.Email), default);
            return null;
        }
        var words = act == TrialAct.Decline ? new DecisionWords(Decision.Decline, "Not convinced.")
            : new DecisionWords(Decision.Approve, null, act == TrialAct.ApproveOnCondition ? "Name a second supplier first." : null);
        return Refused(await world.Get<ApprovalDesk>().DecideSignedIn(request, new Actor(seat.Email, seat.Name), round.Visit, round.Part, words));
    }

    private async Task<Actor> Analyst() =>
        (await world.Get<OfficeDirectory>().WithRole(Role.Analyst)) is [{ } person, ..] ? Actor.Of(person) : new Actor("analyst@example.org", "An analyst");

    private static Refusal? Refused<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Refusal;
}
