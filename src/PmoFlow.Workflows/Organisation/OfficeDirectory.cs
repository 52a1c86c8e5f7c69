using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Organisation;

/// <summary>The people and units that the office knows.</summary>
public sealed class OfficeDirectory(ITableStore tables, SummaryChanges summaries)
{
    private const string PeoplePartition = "people";
    internal const string UnitsPartition = "units";
    private const string SettingsPartition = "settings";
    private static readonly TableKey StampKey = new("marks", "people");
    private static readonly TableKey UnitsStampKey = new("marks", "units");

    /// <summary>Somebody by mail address, or null.</summary>
    public async Task<Person?> Find(string email, CancellationToken cancellation = default) =>
        (await tables.Find(OfficeTables.People, new(PeoplePartition, Person.Normalise(email)), cancellation))?.Document;

    /// <summary>Everybody, by mail address.</summary>
    public async Task<IReadOnlyList<Person>> People(CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.People, PeoplePartition, cancellation: cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>Everybody with that role, by mail address.</summary>
    public async Task<IReadOnlyList<Person>> WithRole(Role role, CancellationToken cancellation = default) =>
        [.. (await People(cancellation)).Where(person => person.Is(role))];

    /// <summary>All units, by id.</summary>
    public async Task<IReadOnlyList<Unit>> Units(CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.Units, UnitsPartition, cancellation: cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>Adds or changes somebody.</summary>
    public async Task Put(Person person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        var email = Person.Normalise(person.Email);
        var before = await Find(email, cancellation);
        await tables.Upsert(OfficeTables.People, new(PeoplePartition, email), person with { Email = email }, cancellation);
        if (before is null || IsOther(before, person))
            await Mark(cancellation);
    }

    /// <summary>
    /// Adds or changes many, a batch at a time, each all or not at all. Where somebody else changed one meanwhile the rest is said again on what stands then.
    /// </summary>
    /// <param name="people">As they shall be; what they set for themselves stays.</param>
    /// <param name="changed">Told of each that changed, once it is written.</param>
    /// <param name="cancellation">Gives up between batches.</param>
    public async Task Put(IReadOnlyList<Person> people, Func<Person?, Person, Task> changed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(changed);
        for (var written = new HashSet<string>(); ;)
        {
            var known = await tables.Scan(OfficeTables.People, PeoplePartition, cancellation: cancellation).ToDictionaryAsync(stored => stored.Document.Email, cancellationToken: cancellation);
            var others = people.Where(person => !written.Contains(person.Email) && (known.GetValueOrDefault(person.Email)?.Document is not { } before || IsOther(before, person))).ToList();
            if (others.Count == 0)
                return;
            foreach (var some in others.Chunk(ITableStore.MaxBatchOperations))
            {
                cancellation.ThrowIfCancellationRequested();
                var batch = new TableBatch(OfficeTables.People.Table, PeoplePartition);
                foreach (var person in some)
                {
                    _ = known.GetValueOrDefault(person.Email) is { } stored
                        ? batch.Replace(OfficeTables.People, person.Email, stored.Document with { Name = person.Name, Unit = person.Unit, Roles = person.Roles }, stored.ETag)
                        : batch.Insert(OfficeTables.People, person.Email, person);
                }
                if (await tables.Write(batch, CancellationToken.None) is not WriteOutcome.Written)
                    break;
                written.UnionWith(some.Select(person => person.Email));
                await Mark(CancellationToken.None);
                foreach (var person in some)
                    await changed(known.GetValueOrDefault(person.Email)?.Document, person);
            }
        }
    }

    private static bool IsOther(Person before, Person after) =>
        before.Unit != after.Unit || before.Name != after.Name || !before.Roles.ToHashSet().SetEquals(after.Roles);

    /// <summary>Takes somebody out, and with that their roles.</summary>
    public async Task Remove(string email, CancellationToken cancellation = default)
    {
        await tables.Delete(OfficeTables.People, new(PeoplePartition, Person.Normalise(email)), cancellation);
        await Mark(cancellation);
    }

    /// <summary>What somebody set for themselves; nothing where they never did.</summary>
    public async Task<PersonSettings> SettingsOf(string email, CancellationToken cancellation = default) =>
        (await tables.Find(OfficeTables.PersonSettings, new(SettingsPartition, Person.Normalise(email)), cancellation))?.Document
            ?? new(Person.Normalise(email));

    /// <summary>Those who set something, by mail address.</summary>
    public async Task<IReadOnlyDictionary<string, PersonSettings>> Settings(CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.PersonSettings, SettingsPartition, cancellation: cancellation)
            .Select(stored => stored.Document).ToDictionaryAsync(settings => settings.Email, cancellationToken: cancellation);

    /// <summary>Keeps what somebody set.</summary>
    public async Task Put(PersonSettings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var email = Person.Normalise(settings.Email);
        await tables.Upsert(OfficeTables.PersonSettings, new(SettingsPartition, email), settings with { Email = email }, cancellation);
        await Mark(cancellation);
    }

    /// <summary>Differs from what it was before wherever people, their roles or their absences have changed.</summary>
    public async Task<string> Stamp(CancellationToken cancellation = default) =>
        (await tables.Find(OfficeTables.Marks, StampKey, cancellation))?.Document.Stamp ?? "";

    /// <summary>Differs from what it was before wherever units have changed: to be read before them.</summary>
    public async Task<string> UnitsStamp(CancellationToken cancellation = default) =>
        (await tables.Find(OfficeTables.Marks, UnitsStampKey, cancellation))?.Document.Stamp ?? "";

    /// <summary>To be said after units have changed.</summary>
    internal Task MarkUnits(CancellationToken cancellation)
    {
        summaries.MarkAll();
        return tables.Upsert(OfficeTables.Marks, UnitsStampKey, new OrganisationMark(Guid.NewGuid().ToString("N")), cancellation);
    }

    /// <summary>Adds a unit, or corrects its name and parent; what it was on earlier days stays. See <see cref="UnitRegister"/> for dated changes.</summary>
    public async Task Put(Unit unit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(unit);
        await tables.Change(OfficeTables.Units, new(UnitsPartition, unit.Id.Value),
            before => before is null ? unit : before.Become(unit.Name, unit.Parent, before.Calendar, null), cancellation);
        await MarkUnits(CancellationToken.None);
    }

    /// <summary>
    /// Those who have that role for a unit: in it, else in the units above it, nearest first; everybody with the role where none
    /// of those has anybody.
    /// </summary>
    public async Task<IReadOnlyList<Person>> WithRoleFor(UnitId? unit, Role role, CancellationToken cancellation = default)
    {
        var people = await WithRole(role, cancellation);
        var units = (await Units(cancellation)).ToDictionary(u => u.Id);
        for (var (at, steps) = (unit, 0); at is { } here && steps < 20; at = units.GetValueOrDefault(here)?.Parent, steps++)
        {
            if (people.Where(person => person.Unit == here).ToList() is { Count: > 0 } found)
                return found;
        }
        return people;
    }

    private Task Mark(CancellationToken cancellation) =>
        tables.Upsert(OfficeTables.Marks, StampKey, new OrganisationMark(Guid.NewGuid().ToString("N")), cancellation);
}
