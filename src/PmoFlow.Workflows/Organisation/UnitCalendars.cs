using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Organisation;

/// <summary>By which calendar the deadlines of a unit's requests and projects are reckoned, as things are today.</summary>
/// <remarks>Only activities and desks ask: an orchestration hears the instants that they reckoned, which stay as they are.</remarks>
public sealed class UnitCalendars(OfficeDirectory directory, OfficeSettings office, TimeProvider clock)
{
    /// <summary>After so long units are read anew, though nobody has said that they changed: who changed them may have ended before saying so.</summary>
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(1);

    private Kept? kept;

    private sealed record Kept(string Stamp, DateOnly Day, long At, UnitTree Tree);

    /// <summary>The calendar of a unit.</summary>
    public async Task<BusinessCalendar> Of(UnitId? unit, CancellationToken cancellation) => (await Now(cancellation))(unit);

    /// <summary>
    /// The calendar of each unit: its own, else that of the nearest unit above it that has one, else the office's, which also stands in
    /// for one that the settings do not have any more.
    /// </summary>
    public async Task<Func<UnitId?, BusinessCalendar>> Now(CancellationToken cancellation)
    {
        if (office.Calendars.Count == 0)
            return _ => office.Calendar;
        var tree = await Tree(office.Calendar.DayOf(clock.GetUtcNow()), cancellation);
        return unit => unit is { } id
            ? tree.Path(id).Reverse().Select(node => node.Calendar is { } name ? office.Calendars.GetValueOrDefault(name) : null).FirstOrDefault(calendar => calendar is not null) ?? office.Calendar
            : office.Calendar;
    }

    // Some twenty steps of each request's life ask: one row each, instead of every unit.
    private async Task<UnitTree> Tree(DateOnly today, CancellationToken cancellation)
    {
        var stamp = await directory.UnitsStamp(cancellation);
        if (Volatile.Read(ref kept) is { } known && known.Stamp == stamp && known.Day == today && clock.GetElapsedTime(known.At) < Good)
            return known.Tree;
        var read = new Kept(stamp, today, clock.GetTimestamp(), UnitTree.On(await directory.Units(cancellation), today));
        Volatile.Write(ref kept, read);
        return read.Tree;
    }
}
