using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Export;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Organisation;

/// <summary>The organisation to take away, with the very columns that its files are read by: what is brought in again unchanged changes nothing.</summary>
internal static class OrganisationSheets
{
    /// <summary>Every unit with its whole history: a row for each time it was different, oldest first.</summary>
    public static Sheet Units(IEnumerable<Unit> units) => new("units", ["id", "name", "parent", "from", "to", "calendar"],
        units.OrderBy(unit => unit.Id.Value, StringComparer.Ordinal).SelectMany(unit => unit.Past.Append(new(unit.Name, unit.Parent, unit.From, unit.To) { Calendar = unit.Calendar })
            .Select(spell => (IReadOnlyList<object?>)[unit.Id.Value, spell.Name, spell.Parent?.Value, spell.From, spell.To, spell.Calendar])));

    /// <summary>Everybody whom the office knows.</summary>
    public static Sheet People(IEnumerable<Person> people) => new("people", ["email", "name", "unit", "roles"],
        people.OrderBy(person => person.Email, StringComparer.Ordinal)
            .Select(person => (IReadOnlyList<object?>)[person.Email, person.Name, person.Unit.Value, OrganisationCsv.Words(person.Roles)]));

    /// <summary>Who changed what, newest first.</summary>
    public static Sheet Changes(IEnumerable<OrganisationChange> changes) => new("organisation-changes", ["What", "From", "Entered", "By", "Of"],
        changes.Select(change => (IReadOnlyList<object?>)[change.What, change.From, change.At, change.By, change.Of]));
}
