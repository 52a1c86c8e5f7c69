using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Digests;

/// <summary>Where a weekly mail leads: pages that show the day it tells of, so that they say the same whenever it is read.</summary>
internal static class WeekLinks
{
    public static Uri Week(OfficeSettings office, UnitId? unit, DateOnly from, DateOnly until) =>
        office.Link($"/dashboards/week?{Unit(unit)}from={Text(from)}&until={Text(until)}");

    public static Uri Rows(OfficeSettings office, UnitId? unit, string measure, DateOnly day, bool isOwn = false) =>
        office.Link($"/dashboards/rows?{Unit(unit)}{(isOwn ? "own=true&" : "")}measure={Uri.EscapeDataString(measure)}&asOf={Text(day)}");

    public static Uri Board(OfficeSettings office, UnitId? unit, DateOnly day) =>
        office.Link(unit is { } id ? $"/dashboards/units/{Uri.EscapeDataString(id.Value)}?asOf={Text(day)}" : $"/?asOf={Text(day)}");

    /// <summary>The page of a project or an action.</summary>
    /// <param name="office">Whose.</param>
    /// <param name="of">As contributions name it: <c>project/P-…</c>.</param>
    public static Uri Thing(OfficeSettings office, string of) => office.Link($"/{of.Replace("/", "s/", StringComparison.Ordinal)}");

    private static string Unit(UnitId? unit) => unit is { } id ? $"unit={Uri.EscapeDataString(id.Value)}&" : "";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
