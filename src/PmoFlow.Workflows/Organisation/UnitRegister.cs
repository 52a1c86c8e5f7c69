using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Organisation;

/// <summary>Changes units, each from a day on, and remembers each change. What a unit was before stays, for the reports of those days.</summary>
public sealed class UnitRegister(ITableStore tables, OfficeDirectory directory, OfficeSettings office, TimeProvider clock)
{
    private const string ChangesPartition = "changes";

    /// <summary>The structure of a day.</summary>
    public async Task<UnitTree> Tree(DateOnly day, CancellationToken cancellation = default) =>
        UnitTree.On(await directory.Units(cancellation), day);

    /// <summary>
    /// Changes units: all that is said, or nothing where any of it is refused. Where somebody else changed units meanwhile it is said again
    /// on what stands then. More units than one batch holds are written batch by batch; the same again completes what an end of the process cut.
    /// </summary>
    /// <param name="say">Pure; says what shall be on what is known, and may be asked again.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellation">Gives up before anything is written.</param>
    public async Task<Outcome<int>> Change(Func<UnitChanges, Outcome<int>> say, string by, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(say);
        while (true)
        {
            var known = await tables.Scan(OfficeTables.Units, OfficeDirectory.UnitsPartition, cancellation: cancellation).ToDictionaryAsync(stored => stored.Document.Id, cancellationToken: cancellation);
            var changes = new UnitChanges(known.Values.Select(stored => stored.Document), office.Calendar.DayOf(clock.GetUtcNow()));
            var said = say(changes);
            if (said is Outcome<int>.Refused || changes.All.Count == 0)
                return said;
            cancellation.ThrowIfCancellationRequested();
            if (await Write(known, changes, by))
                return said;
        }
    }

    /// <summary>A unit shall have this name and parent from that day on, until <paramref name="to"/> where that is given; its calendar stays. See <see cref="UnitChanges.Set"/>.</summary>
    public Task<Outcome<int>> Set(Unit unit, DateOnly? from, DateOnly? to, string by, CancellationToken cancellation = default) => Change(changes => changes.Set(unit, from, to, keepsCalendar: true) switch
    {
        Outcome<bool>.Refused(var refusal) => refusal,
        Outcome<bool>.Done(true) when changes.Misplaced(unit.Id) is { } misplaced => new Refusal.Invalid([misplaced]),
        Outcome<bool>.Done(var changed) => changed ? 1 : 0,
        _ => throw new System.Diagnostics.UnreachableException(),
    }, by, cancellation);

    private async Task<bool> Write(Dictionary<UnitId, Stored<Unit>> known, UnitChanges changes, string by)
    {
        var now = clock.GetUtcNow();
        foreach (var some in changes.All.GroupBy(change => change.After.Id).Chunk(ITableStore.MaxBatchOperations))
        {
            var batch = new TableBatch(OfficeTables.Units.Table, OfficeDirectory.UnitsPartition);
            foreach (var unit in some)
            {
                _ = known.GetValueOrDefault(unit.Key) is { } stored
                    ? batch.Replace(OfficeTables.Units, unit.Key.Value, unit.Last().After, stored.ETag)
                    : batch.Insert(OfficeTables.Units, unit.Key.Value, unit.Last().After);
            }
            if (await tables.Write(batch, CancellationToken.None) is not WriteOutcome.Written)
                return false;
            await directory.MarkUnits(CancellationToken.None);
            foreach (var change in some.SelectMany(unit => unit))
                await Record(new(now, by, change.After.Id.Value, change.What, change.From), CancellationToken.None);
        }
        return true;
    }

    /// <summary>Remembers a change.</summary>
    public Task Record(OrganisationChange change, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return tables.Upsert(OfficeTables.OrganisationChanges,
            new(ChangesPartition, OfficeTables.NewestFirst(change.At, $"{change.Of}|{Guid.CreateVersion7(change.At):N}")), change, cancellation);
    }

    /// <summary>The latest changes, newest first.</summary>
    public async Task<IReadOnlyList<OrganisationChange>> Changes(int most = 200, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.OrganisationChanges, ChangesPartition, cancellation: cancellation)
            .Select(stored => stored.Document).Take(most).ToListAsync(cancellation);
}
