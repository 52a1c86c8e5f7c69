namespace PmoFlow.Domain.Organisation;

/// <summary>A function of the enterprise, or a team within one, with what it was before.</summary>
/// <param name="Id">Stable, in keys and links.</param>
/// <param name="Name">As people say it.</param>
/// <param name="Parent">What it belongs to; null for a function of the enterprise itself.</param>
public sealed record Unit(UnitId Id, string Name, UnitId? Parent = null)
{
    /// <summary>By which of the office's calendars it works; null for that of the unit it belongs to.</summary>
    public string? Calendar { get; init; }

    /// <summary>The day since when it is as it is; null for always.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day on which it is no more; null for one that goes on.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The day on which the office was told since when it is; null for one that was always there.</summary>
    public DateOnly? Entered { get; init; }

    /// <summary>What it was before, oldest first, without gaps.</summary>
    // Rows written before this existed have none, and a generated reader then sets null over an initialiser.
    public IReadOnlyList<UnitSpell> Past { get => field ?? []; init; }

    /// <summary>What it was on that day; null where it was not yet, or no more.</summary>
    public UnitSpell? On(DateOnly day)
    {
        if (day >= To)
            return null;
        return From is null || day >= From ? new(Name, Parent, From, To) { Calendar = Calendar } : Past.FirstOrDefault(spell => spell.Holds(day));
    }

    /// <summary>
    /// With another name, parent or calendar from that day on; where that is null, what it is now is corrected. What it was before that day stays; a change on the very day it last changed
    /// corrects that change. Null where it has changed after that day already: what has been is not rewritten.
    /// </summary>
    public Unit? Become(string name, UnitId? parent, string? calendar, DateOnly? from)
    {
        if (name == Name && parent == Parent && calendar == Calendar && To is null)
            return this;
        if (from < (To ?? From))
            return null;
        if (from is null || (from == From && To is null))
            return this with { Name = name, Parent = parent, Calendar = calendar, To = null };
        // One that comes back after an end has a gap, which is a spell that nobody can ask for.
        return this with { Name = name, Parent = parent, Calendar = calendar, From = from, To = null, Past = [.. Past, new UnitSpell(Name, Parent, From, To ?? from) { Calendar = Calendar }] };
    }
}

/// <summary>What a unit was for some time.</summary>
/// <param name="Name">As people said it.</param>
/// <param name="Parent">What it belonged to.</param>
/// <param name="From">First day; null for always.</param>
/// <param name="To">The first day on which it was that no more; null for one that goes on.</param>
public sealed record UnitSpell(string Name, UnitId? Parent, DateOnly? From, DateOnly? To)
{
    /// <summary>By which of the office's calendars it worked; null for that of the unit it belonged to.</summary>
    public string? Calendar { get; init; }

    /// <summary>Whether it was so on that day.</summary>
    public bool Holds(DateOnly day) => (From is null || day >= From) && (To is null || day < To);
}
