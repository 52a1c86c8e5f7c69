using System.Xml;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Web.Design;

/// <summary>How long until or since something, counted in the office's working days where it is more than a day.</summary>
internal static class Durations
{
    /// <summary><c>in 3 working days</c>, <c>in 5 hours</c>, <c>2 working days late</c>.</summary>
    public static string Until(DateTimeOffset due, DateTimeOffset now, BusinessCalendar calendar)
    {
        var late = due < now;
        var (from, to) = late ? (due, now) : (now, due);
        var amount = Amount(from, to, calendar);
        return late ? $"{amount} late" : $"in {amount}";
    }

    /// <summary><c>4 working days</c>.</summary>
    public static string Age(DateTimeOffset since, DateTimeOffset now, BusinessCalendar calendar) => Amount(since, now, calendar);

    /// <summary>How far ahead an ISO 8601 duration is, in words: <c>30 days and 2 hours</c>.</summary>
    public static string Ahead(string duration)
    {
        var span = XmlConvert.ToTimeSpan(duration);
        string[] parts = [.. new[] { (span.Days, "day"), (span.Hours, "hour"), (span.Minutes, "minute") }.Where(part => part.Item1 > 0).Select(part => Plural.Of(part.Item1, part.Item2))];
        return parts.Length switch { 0 => "not at all", 1 => parts[0], _ => $"{string.Join(", ", parts[..^1])} and {parts[^1]}" };
    }

    private static string Amount(DateTimeOffset from, DateTimeOffset to, BusinessCalendar calendar)
    {
        var span = to - from;
        if (span < TimeSpan.FromHours(1))
            return Plural.Of(Math.Max(1, (int)span.TotalMinutes), "minute");
        if (span < TimeSpan.FromHours(24))
            return Plural.Of((int)span.TotalHours, "hour");
        if (span > TimeSpan.FromDays(120))
            return Plural.Of((int)Math.Round(span.TotalDays / 30.44), "month");
        var days = WorkingDays(calendar.DayOf(from), calendar.DayOf(to), calendar);
        return days == 0 ? Plural.Of((int)span.TotalDays, "day") : Plural.Of(days, "working day");
    }

    private static int WorkingDays(DateOnly from, DateOnly to, BusinessCalendar calendar)
    {
        var days = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            days += calendar.IsWorkingDay(day) ? 1 : 0;
        return days;
    }
}
