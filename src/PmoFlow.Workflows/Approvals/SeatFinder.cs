using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Who has a seat at a gate as the organisation is now. Nobody decides about their own request.</summary>
internal sealed class SeatFinder(OfficeDirectory directory)
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
        var seats = new List<GateSeat>();
        var requester = Person.Normalise(request.Content.Requester.Email);
        foreach (var rule in rules)
        {
            var hasVeto = veto?.Contains(rule) == true;
            foreach (var person in (await People(request.Unit, rule, cancellation)).Where(person => person.Email != requester))
            {
                var at = seats.FindIndex(seat => seat.Email == person.Email);
                if (at < 0)
                    seats.Add(new GateSeat(person.Email, person.Name) { HasVeto = hasVeto ? true : null });
                else if (hasVeto)
                    seats[at] = seats[at] with { HasVeto = true };
            }
        }
        return seats;
    }

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
