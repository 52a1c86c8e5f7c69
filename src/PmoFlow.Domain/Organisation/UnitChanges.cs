namespace PmoFlow.Domain.Organisation;

/// <summary>A change of one unit that is to be stored.</summary>
/// <param name="Before">What was known; null for one that is new.</param>
/// <param name="After">What is known from now on.</param>
/// <param name="From">The day from which it holds; null for always.</param>
/// <param name="What">What changed, as a sentence.</param>
public sealed record UnitChange(Unit? Before, Unit After, DateOnly? From, string What);

/// <summary>Changes of the organisation on top of what is known. None is stored here, so that all can be looked at before any holds.</summary>
/// <param name="known">The units as they are.</param>
/// <param name="today">The office's day: the months before it are over, and what units were in them stays.</param>
public sealed class UnitChanges(IEnumerable<Unit> known, DateOnly today)
{
    private readonly DateOnly month = new(today.Year, today.Month, 1);
    private readonly Dictionary<UnitId, Unit> units = known.ToDictionary(unit => unit.Id);
    private readonly List<UnitChange> changes = [];

    /// <summary>Each change in the order in which it was said; a unit can have several.</summary>
    public IReadOnlyList<UnitChange> All => changes;

    /// <summary>Whether there is such a unit, on whatever day.</summary>
    public bool Knows(UnitId unit) => units.ContainsKey(unit);

    /// <summary>
    /// A unit shall have this name, parent and calendar from that day on, until <paramref name="to"/> where that is given. To say what is known
    /// changes nothing.
    /// </summary>
    /// <param name="unit">Which, its name, its parent and its calendar.</param>
    /// <param name="from">From which day on; null for always, where the unit is new.</param>
    /// <param name="to">The first day on which it is no more.</param>
    /// <param name="keepsCalendar">Whether nothing is said of its calendar, which stays as it is.</param>
    /// <returns>Whether it changes anything, or what is wrong with it.</returns>
    public Outcome<bool> Set(Unit unit, DateOnly? from, DateOnly? to, bool keepsCalendar = false)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var before = units.GetValueOrDefault(unit.Id);
        if (before is not null && IsKnown(before, unit, from, to, keepsCalendar))
            return false;
        if (keepsCalendar)
            unit = unit with { Calendar = before?.Calendar };
        if (to <= from)
            return Wrong("to", $"{unit.Id} would end before it begins.");
        if (from is null && before is not null && (before.Name != unit.Name || before.Parent != unit.Parent || before.Calendar != unit.Calendar || before.To is not null))
            return Wrong("from", $"{unit.Id} is there already; say from which day on it is otherwise. Empty would rewrite what it has been.");
        if ((before is null ? unit with { From = from, Entered = from is null ? null : today } : before.Become(unit.Name, unit.Parent, unit.Calendar, from)) is not { } after)
            return Wrong("from", $"{unit.Id} has changed on {before!.To ?? before.From:yyyy-MM-dd}, which is after {from:yyyy-MM-dd}: what has been is not rewritten.");
        after = after with { To = to };
        if (before is not null && Same(before, after))
            return false;
        if (after.To <= after.From)
            return Wrong("to", $"{unit.Id} is as it is since {after.From:yyyy-MM-dd}: it would end before that.");
        if (Rewritten(before, after, from) is { } rewritten)
            return new Refusal.Invalid([rewritten]);
        units[unit.Id] = after;
        changes.Add(new(before, after, from, Says(before, after)));
        return true;
    }

    // The reports of months that are over stay as they were read. A unit that was entered this month was in none of them, and its file can be corrected.
    private FieldError? Rewritten(Unit? before, Unit after, DateOnly? from)
    {
        if (before is null || before.Entered >= month)
            return null;
        if (from < month && !IsAs(before, after))
            return new("from", FormattableString.Invariant($"{after.Id} is there already, and what it was before {month:yyyy-MM-dd} is not rewritten: say that day or a later one, not {from:yyyy-MM-dd}."));
        if (after.To < month && after.To != before.To)
            return new("to", FormattableString.Invariant($"{after.Id} was there before {month:yyyy-MM-dd}, and what has been is not rewritten: let it end on that day or a later one, not on {after.To:yyyy-MM-dd}."));
        return null;
    }

    /// <summary>
    /// What is wrong with the place of a unit once everything is said; null where nothing is. Not asked row by row: two units may change
    /// places.
    /// </summary>
    public FieldError? Misplaced(UnitId unit)
    {
        for (var (at, steps) = (units.GetValueOrDefault(unit)?.Parent, 0); at is { } here && steps < 50; at = units.GetValueOrDefault(here)?.Parent, steps++)
        {
            if (here == unit)
                return new("parent", $"{unit} would belong to itself.");
        }
        return null;
    }

    // As it is now, or as it was on the row's own day.
    private static bool IsKnown(Unit known, Unit said, DateOnly? from, DateOnly? to, bool keepsCalendar)
    {
        var was = from is { } day ? known.On(day) : known.Past.Count > 0 ? known.Past[0] : new UnitSpell(known.Name, known.Parent, known.From, known.To) { Calendar = known.Calendar };
        return was is not null && was.Name == said.Name && was.Parent == said.Parent && (keepsCalendar || was.Calendar == said.Calendar) && was.From == from && (to is null || was.To == to);
    }

    private static bool IsAs(Unit one, Unit other) => one.Name == other.Name && one.Parent == other.Parent && one.Calendar == other.Calendar && one.From == other.From;

    private static bool Same(Unit one, Unit other) =>
        IsAs(one, other) && one.To == other.To && one.Past.Count == other.Past.Count;

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
        if (after.Calendar != before?.Calendar)
            parts.Add(after.Calendar is { } calendar ? $"{after.Name} works by the calendar '{calendar}'" : $"{after.Name} works by the calendar of what it belongs to");
        if (after.To is { } to && before?.To != to)
            parts.Add(FormattableString.Invariant($"{after.Name} ends on {to:yyyy-MM-dd}"));
        if (before?.To is not null && after.To is null)
            parts.Add($"{after.Name} goes on");
        return string.Join("; ", parts) + ".";
    }

    private static Refusal.Invalid Wrong(string field, string message) => new([new FieldError(field, message)]);
}
