using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Organisation;

/// <summary>What became of a file of the organisation.</summary>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Changed">How many of them changed something.</param>
public sealed record OrganisationImported(int Rows, int Changed);

/// <summary>
/// Takes files of units and people over, each change recorded. Whoever is not in a file stays as they are: a file can be a part of
/// the organisation. The same file twice changes nothing.
/// </summary>
public sealed class OrganisationImport(UnitRegister register, OfficeDirectory directory, TimeProvider clock)
{
    /// <summary>Units, with their histories. Stops at the first row that contradicts what is known; what came before it stays.</summary>
    public async Task<Outcome<OrganisationImported>> Units(Stream file, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var read = await OrganisationCsv.Units(file, cancellation);
        if (read is not Outcome<IReadOnlyList<UnitEntry>>.Done(var entries))
            return ((Outcome<IReadOnlyList<UnitEntry>>.Refused)read).Refusal;
        var known = (await directory.Units(cancellation)).Select(unit => unit.Id).Concat(entries.Select(entry => entry.Unit.Id)).ToHashSet();
        var orphans = entries.Where(entry => entry.Unit.Parent is { } parent && !known.Contains(parent)).ToList();
        if (orphans.Count > 0)
            return new Refusal.Invalid([.. orphans.Select(entry => new FieldError("file", $"Row {entry.Row}, parent: there is no unit '{entry.Unit.Parent}'."))]);
        var changed = 0;
        foreach (var entry in entries)
        {
            var before = (await directory.Units(cancellation)).FirstOrDefault(unit => unit.Id == entry.Unit.Id);
            if (before is not null && IsKnown(before, entry))
                continue;
            switch (await register.Set(entry.Unit, entry.From, entry.To, actor.Email, cancellation))
            {
                case Outcome<Unit>.Refused(Refusal.Invalid(var errors)):
                    return new Refusal.Invalid([.. errors.Select(error => new FieldError("file", $"Row {entry.Row}, {error.Field}: {error.Message}"))]);
                case Outcome<Unit>.Refused(var refusal):
                    return refusal;
            }
            changed++;
        }
        return new OrganisationImported(entries.Count, changed);
    }

    /// <summary>People, with unit and roles.</summary>
    public async Task<Outcome<OrganisationImported>> People(Stream file, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var units = (await directory.Units(cancellation)).Select(unit => unit.Id).ToHashSet();
        var read = await OrganisationCsv.People(file, units, cancellation);
        if (read is not Outcome<IReadOnlyList<Person>>.Done(var people))
            return ((Outcome<IReadOnlyList<Person>>.Refused)read).Refusal;
        var changed = 0;
        foreach (var person in people)
        {
            var before = await directory.Find(person.Email, cancellation);
            if (before is not null && before.Name == person.Name && before.Unit == person.Unit && before.Roles.ToHashSet().SetEquals(person.Roles))
                continue;
            await directory.Put(before is null ? person : before with { Name = person.Name, Unit = person.Unit, Roles = person.Roles }, cancellation);
            await register.Record(new(clock.GetUtcNow(), actor.Email, person.Email, Says(before, person), null), cancellation);
            changed++;
        }
        return new OrganisationImported(people.Count, changed);
    }

    // A row of a history that is known already: as it is now, or as it was on the row's own day.
    private static bool IsKnown(Unit unit, UnitEntry entry)
    {
        var was = entry.From is { } from ? unit.On(from) : unit.Past.Count > 0 ? unit.Past[0] : new UnitSpell(unit.Name, unit.Parent, unit.From, unit.To);
        return was is not null && was.Name == entry.Unit.Name && was.Parent == entry.Unit.Parent && was.From == entry.From
            && (entry.To is null || was.To == entry.To);
    }

    private static string Says(Person? before, Person after)
    {
        var roles = after.Roles.Count == 0 ? "no role" : string.Join(", ", after.Roles);
        if (before is null)
            return $"{after.Name} comes to {after.Unit}: {roles}.";
        var parts = new List<string>();
        if (before.Name != after.Name)
            parts.Add($"{before.Name} is called {after.Name}");
        if (before.Unit != after.Unit)
            parts.Add($"{after.Name} moves from {before.Unit} to {after.Unit}");
        if (!before.Roles.ToHashSet().SetEquals(after.Roles))
            parts.Add($"{after.Name}: {(before.Roles.Count == 0 ? "no role" : string.Join(", ", before.Roles))} becomes {roles}");
        return string.Join("; ", parts) + ".";
    }
}
