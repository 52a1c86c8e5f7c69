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
public sealed class OrganisationImport(UnitRegister register, OfficeDirectory directory, OfficeSettings office, TimeProvider clock)
{
    private const int MostErrors = 50;

    /// <summary>Units, with their histories: all of them, or none where any row contradicts another or what is known.</summary>
    public async Task<Outcome<OrganisationImported>> Units(Stream file, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var read = await OrganisationCsv.Units(file, cancellation);
        if (read is not Outcome<IReadOnlyList<UnitEntry>>.Done(var entries))
            return ((Outcome<IReadOnlyList<UnitEntry>>.Refused)read).Refusal;
        return await register.Change(changes => Say(entries, changes), actor.Email, cancellation) switch
        {
            Outcome<int>.Done(var changed) => new OrganisationImported(entries.Count, changed),
            Outcome<int>.Refused(var refusal) => refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private Outcome<int> Say(IReadOnlyList<UnitEntry> entries, UnitChanges changes)
    {
        var (errors, changed) = (new List<FieldError>(), new List<UnitEntry>());
        foreach (var entry in entries)
        {
            switch (changes.Set(entry.Unit, entry.From, entry.To, keepsCalendar: !entry.SaysCalendar))
            {
                case Outcome<bool>.Refused(Refusal.Invalid(var wrong)):
                    errors.AddRange(wrong.Select(error => InRow(entry, error)));
                    break;
                case Outcome<bool>.Refused(var refusal):
                    return refusal;
                case Outcome<bool>.Done(true):
                    changed.Add(entry);
                    break;
            }
        }
        errors.AddRange(entries.Where(entry => entry.Unit.Calendar is { } calendar && !office.Calendars.ContainsKey(calendar)).Select(entry => InRow(entry, new("calendar",
            $"there is no calendar '{entry.Unit.Calendar}'; {(office.Calendars.Count == 0 ? "the office has only its own" : $"there are {string.Join(", ", office.Calendars.Keys.Order(StringComparer.Ordinal))}")}."))));
        errors.AddRange(entries.Where(entry => entry.Unit.Parent is { } parent && !changes.Knows(parent))
            .Select(entry => InRow(entry, new("parent", $"there is no unit '{entry.Unit.Parent}'."))));
        errors.AddRange(changed.Select(entry => (entry, Error: changes.Misplaced(entry.Unit.Id))).Where(row => row.Error is not null).Select(row => InRow(row.entry, row.Error!)));
        return errors.Count > 0 ? new Refusal.Invalid([.. errors.Take(MostErrors)]) : changed.Count;
    }

    private static FieldError InRow(UnitEntry entry, FieldError error) => new("file", $"Row {entry.Row}, {error.Field}: {error.Message}");

    /// <summary>People, with unit and roles.</summary>
    public async Task<Outcome<OrganisationImported>> People(Stream file, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var units = (await directory.Units(cancellation)).Select(unit => unit.Id).ToHashSet();
        var read = await OrganisationCsv.People(file, units, cancellation);
        if (read is not Outcome<IReadOnlyList<Person>>.Done(var people))
            return ((Outcome<IReadOnlyList<Person>>.Refused)read).Refusal;
        var changed = 0;
        await directory.Put(people, async (before, person) =>
        {
            await register.Record(new(clock.GetUtcNow(), actor.Email, person.Email, Says(before, person), null), CancellationToken.None);
            changed++;
        }, cancellation);
        return new OrganisationImported(people.Count, changed);
    }

    private static string Says(Person? before, Person after)
    {
        var roles = Words(after.Roles);
        if (before is null)
            return $"{after.Name} comes to {after.Unit}: {roles}.";
        var parts = new List<string>();
        if (before.Name != after.Name)
            parts.Add($"{before.Name} is called {after.Name}");
        if (before.Unit != after.Unit)
            parts.Add($"{after.Name} moves from {before.Unit} to {after.Unit}");
        if (!before.Roles.ToHashSet().SetEquals(after.Roles))
            parts.Add($"{after.Name}: {Words(before.Roles)} becomes {roles}");
        return string.Join("; ", parts) + ".";
    }

    private static string Words(IReadOnlyList<Role> roles) => roles.Count == 0 ? "no role" : string.Join(", ", roles.Select(role => role.Label()));
}
