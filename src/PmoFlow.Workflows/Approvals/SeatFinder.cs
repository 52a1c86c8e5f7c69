using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Who has a seat at a gate as the organisation is now. Nobody decides about their own request.</summary>
public sealed class SeatFinder(OfficeDirectory directory, LifecycleLibrary lifecycles, OfficeSettings office, TimeProvider clock)
{
    private const int Deepest = 20;

    /// <summary>One seat per person, in the order of the rules.</summary>
    /// <param name="request">Whose gate.</param>
    /// <param name="rules">Whose people have a seat.</param>
    /// <param name="veto">Those whose decline alone declines.</param>
    /// <param name="cancellation">Gives up reading.</param>
    public async Task<IReadOnlyList<GateSeat>> Find(
        RequestRecord request, IReadOnlyList<SeatRule> rules, IReadOnlyList<SeatRule>? veto, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await Find(request.Unit, [Person.Normalise(request.Content.Requester.Email)], rules, veto, cancellation);
    }

    /// <summary>The same for what belongs to a unit and is asked by somebody.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="never">Mail addresses of those who have no seat: who asks.</param>
    /// <param name="rules">Whose people have a seat.</param>
    /// <param name="veto">Those whose decline alone declines.</param>
    /// <param name="cancellation">Gives up reading.</param>
    public async Task<IReadOnlyList<GateSeat>> Find(
        UnitId? unit, IReadOnlyList<string> never, IReadOnlyList<SeatRule> rules, IReadOnlyList<SeatRule>? veto, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(never);
        ArgumentNullException.ThrowIfNull(rules);
        var seats = new List<GateSeat>();
        foreach (var rule in rules)
        {
            var hasVeto = veto?.Contains(rule) == true;
            foreach (var person in (await People(unit, rule, cancellation)).Where(person => !never.Contains(person.Email)))
            {
                var at = seats.FindIndex(seat => seat.Email == person.Email);
                if (at < 0)
                    seats.Add(new GateSeat(person.Email, person.Name) { HasVeto = hasVeto ? true : null });
                else if (hasVeto)
                    seats[at] = seats[at] with { HasVeto = true };
            }
        }
        return await WithDeputies(seats, never, cancellation);
    }

    /// <summary>The seats that an open round would have if it opened now.</summary>
    public async Task<IReadOnlyList<GateSeat>> Find(RequestRecord request, GateRound round, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(round);
        var policy = ((LifecycleStage.Approval)lifecycles.Get(request.Lifecycle).Stage(round.Gate)).Policy(round.Part);
        return await Find(request, GateOpenings.Rules(policy, round.IsEscalated), policy.Veto, cancellation);
    }

    /// <summary>Who is away and named a deputy is spoken for by them; where that is not possible they keep their seat.</summary>
    private async Task<IReadOnlyList<GateSeat>> WithDeputies(List<GateSeat> seats, IReadOnlyList<string> never, CancellationToken cancellation)
    {
        var (settings, today) = (await directory.Settings(cancellation), office.Calendar.DayOf(clock.GetUtcNow()));
        for (var i = 0; i < seats.Count; i++)
        {
            var seat = seats[i];
            if (settings.GetValueOrDefault(seat.Email) is { Deputy: { } deputy } own && own.IsAway(today)
                && !never.Contains(deputy) && seats.TrueForAll(other => other.Email != deputy)
                && settings.GetValueOrDefault(deputy)?.IsAway(today) != true && await MayDecide(deputy, cancellation) is { } person)
            {
                seats[i] = new GateSeat(person.Email, person.Name) { HasVeto = seat.HasVeto, For = seat.Email, ForName = seat.Name };
            }
        }
        return seats;
    }

    /// <summary>Somebody who may decide at gates; null where there is no such person.</summary>
    public async Task<Person?> MayDecide(string email, CancellationToken cancellation) =>
        await directory.Find(email, cancellation) is { } person && Access.Allows(person, Permission.Decide) ? person : null;

    private async Task<IReadOnlyList<Person>> People(UnitId? unit, SeatRule rule, CancellationToken cancellation)
    {
        if (rule.Of is { } of)
            return await directory.WithRoleFor(of, rule.Role, cancellation);
        return rule.Scope switch
        {
            SeatScope.Usual when rule.Role == Role.FunctionLeader => await directory.WithRoleFor(unit, rule.Role, cancellation),
            SeatScope.Unit => await directory.WithRoleFor(unit, rule.Role, cancellation),
            SeatScope.Function when unit is { } start => await OfFunction(start, rule.Role, cancellation),
            _ => await directory.WithRole(rule.Role, cancellation),
        };
    }

    private async Task<IReadOnlyList<Person>> OfFunction(UnitId unit, Role role, CancellationToken cancellation)
    {
        var units = (await directory.Units(cancellation)).ToDictionary(u => u.Id);
        var people = await directory.WithRole(role, cancellation);
        return people.Where(person => Top(person.Unit) == Top(unit)).ToList() is { Count: > 0 } found ? found : people;

        UnitId Top(UnitId at)
        {
            for (var steps = 0; steps < Deepest && units.GetValueOrDefault(at)?.Parent is { } parent; steps++)
                at = parent;
            return at;
        }
    }
}
