using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Organisation;

/// <summary>Changes units, each from a day on, and remembers each change. What a unit was before stays, for the reports of those days.</summary>
public sealed class UnitRegister(ITableStore tables, OfficeDirectory directory, SummaryChanges summaries, TimeProvider clock)
{
    private const string ChangesPartition = "changes";

    /// <summary>The structure of a day.</summary>
    public async Task<UnitTree> Tree(DateOnly day, CancellationToken cancellation = default) =>
        UnitTree.On(await directory.Units(cancellation), day);

    /// <summary>
    /// A unit shall have this name and parent from that day on, until <paramref name="to"/> where that is given. To say the same
    /// again changes nothing and records nothing.
    /// </summary>
    /// <param name="unit">Which, its name and its parent.</param>
    /// <param name="from">From which day on; null for always, where the unit is new.</param>
    /// <param name="to">The first day on which it is no more.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellation">Gives up before it is written.</param>
    public async Task<Outcome<Unit>> Set(Unit unit, DateOnly? from, DateOnly? to, string by, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (to <= from)
            return Wrong("to", $"{unit.Id} would end before it begins.");
        var known = await tables.Find(OfficeTables.Units, new(OfficeDirectory.UnitsPartition, unit.Id.Value), cancellation);
        var before = known?.Document;
        var after = before is null
            ? unit with { From = from, To = to }
            : before.Become(unit.Name, unit.Parent, from);
        if (after is null)
            return Wrong("from", $"{unit.Id} has changed on {before!.To ?? before.From:yyyy-MM-dd}, which is after {from:yyyy-MM-dd}: what has been is not rewritten.");
        after = after with { To = to };
        if (before is not null && Same(before, after))
            return before;
        if (await Circle(after, cancellation))
            return Wrong("parent", $"{unit.Id} would belong to itself.");
        var batch = new TableBatch(OfficeTables.Units.Table, OfficeDirectory.UnitsPartition);
        _ = known is null ? batch.Insert(OfficeTables.Units, unit.Id.Value, after) : batch.Replace(OfficeTables.Units, unit.Id.Value, after, known.ETag);
        if (await tables.Write(batch, cancellation) is not WriteOutcome.Written)
            return await Set(unit, from, to, by, cancellation);
        await Record(new(clock.GetUtcNow(), by, unit.Id.Value, Says(before, after), from), cancellation);
        summaries.MarkAll();
        return after;
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

    private async Task<bool> Circle(Unit unit, CancellationToken cancellation)
    {
        var units = (await directory.Units(cancellation)).ToDictionary(u => u.Id);
        for (var (at, steps) = (unit.Parent, 0); at is { } here && steps < 50; at = units.GetValueOrDefault(here)?.Parent, steps++)
        {
            if (here == unit.Id)
                return true;
        }
        return false;
    }

    private static bool Same(Unit one, Unit other) =>
        one.Name == other.Name && one.Parent == other.Parent && one.From == other.From && one.To == other.To && one.Past.Count == other.Past.Count;

    private static string Says(Unit? before, Unit after)
    {
        var parts = new List<string>();
        if (before is null)
            parts.Add(after.Parent is { } under ? $"{after.Name} begins, as part of {under}" : $"{after.Name} begins, as a function");
        else
        {
            if (before.Name != after.Name)
                parts.Add($"{before.Name} is called {after.Name}");
            if (before.Parent != after.Parent)
                parts.Add($"{after.Name} moves from {before.Parent?.Value ?? "the enterprise"} to {after.Parent?.Value ?? "the enterprise"}");
        }
        if (after.To is { } to && before?.To != to)
            parts.Add(FormattableString.Invariant($"{after.Name} ends on {to:yyyy-MM-dd}"));
        if (before?.To is not null && after.To is null)
            parts.Add($"{after.Name} goes on");
        return string.Join("; ", parts) + ".";
    }

    private static Refusal.Invalid Wrong(string field, string message) => new([new FieldError(field, message)]);
}
