using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Organisation;

/// <summary>Reads units and people from a file such as <c>demo-organisation.yaml</c>.</summary>
public static class OrganisationFile
{
    private const int MaxUnits = 1_000;
    private const int MaxPeople = 5_000;

    /// <summary>A requester needs no entry: the link from the mail is enough.</summary>
    private static readonly Dictionary<string, Role> Roles = RegisteredNames.Of(but: Role.Requester).ToDictionary();

    /// <summary>The units and people, or everything that is wrong with the file.</summary>
    /// <param name="fileName">Without its folder.</param>
    /// <param name="yaml">What is in it.</param>
    public static FileReading<OrganisationChart> Read(string fileName, string yaml)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(yaml);
        var defects = new DefectList(fileName);
        if (YamlTree.Read(yaml, defects) is not { } root)
            return defects.Reading<OrganisationChart>(null!);
        var file = new YamlValue(root, "the file", defects).Group();
        var units = new List<Unit>();
        foreach (var entry in file.Required("units").Named(1, MaxUnits))
            units.Add(Unit(entry, units, defects));
        var people = new List<Person>();
        foreach (var entry in file.Required("people").Named(1, MaxPeople))
            people.Add(Person(entry, units, people, defects));
        file.Close();
        return defects.Reading(new OrganisationChart(units, people));
    }

    private static Unit Unit(NamedValue entry, List<Unit> before, DefectList defects)
    {
        var group = entry.Value.Group();
        var (name, parent) = (group.Required("name").Text(), group.Optional("parent"));
        group.Close();
        return new Unit(new UnitId(entry.Key.Identifier()), name, parent is null ? null : Known(parent, before, defects));
    }

    private static Person Person(NamedValue entry, List<Unit> units, List<Person> before, DefectList defects)
    {
        var group = entry.Value.Group();
        var email = Domain.Organisation.Person.Normalise(entry.Key.Text(MailAddress.MaxLength));
        if (email.Length > 0 && !MailAddress.IsValid(email))
            defects.Add(entry.Key.Node!, $"'{email}' is no mail address", "write one such as name@example.org");
        if (email.Length > 0 && before.Exists(p => p.Email == email))
            defects.Add(entry.Key.Node!, $"'{email}' is here twice: capitals make no difference", "keep one of the two");
        var person = new Person(
            email,
            group.Required("name").Text(),
            Known(group.Required("unit"), units, defects),
            [.. group.Required("roles").Items(1, Roles.Count).Select(role => role.OneOf(Roles)).OfType<Role>().Distinct()]);
        group.Close();
        return person;
    }

    /// <summary>A unit that stands before: so a parent is never below itself.</summary>
    private static UnitId Known(YamlValue value, List<Unit> units, DefectList defects)
    {
        var id = new UnitId(value.Identifier());
        if (id.Value.Length > 0 && units.TrueForAll(u => u.Id != id))
            defects.Add(value.Node!, $"There is no unit '{id}' above this line", Suggestion.For(id.Value, units.Select(u => u.Id.Value)));
        return id;
    }
}
