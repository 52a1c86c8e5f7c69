using Ical.Net;
using Ical.Net.DataTypes;

namespace PmoFlow.Workflows.Organisation;

/// <summary>Reads days off from an iCalendar file (RFC 5545), as every calendar program exports it.</summary>
public static class HolidayCalendar
{
    /// <summary>How far ahead a holiday that comes back every year is reckoned.</summary>
    private const int Years = 12;

    /// <summary>
    /// Every day that an event covers as a whole. Events with a time of day are no holidays; those that recur are followed for twelve
    /// years from <paramref name="from"/>.
    /// </summary>
    /// <exception cref="FormatException">It is no iCalendar file.</exception>
    public static IReadOnlySet<DateOnly> Read(string text, DateOnly from)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.TrimStart('\ufeff', ' ', '\r', '\n').StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("The holiday file is no iCalendar file: it does not begin with BEGIN:VCALENDAR.");
        var days = new HashSet<DateOnly>();
        var (first, end) = (from.AddYears(-1), from.AddYears(Years));
        foreach (var holiday in Calendar.Load(text)?.Events ?? throw new FormatException("The holiday file holds no calendar."))
        {
            if (holiday.Start is not { HasTime: false })
                continue;
            foreach (var occurrence in holiday.GetOccurrences(new CalDateTime(first)).TakeWhile(o => o.Period.StartTime.Date < end))
            {
                var (start, until) = (occurrence.Period.StartTime.Date, occurrence.Period.EffectiveEndTime?.Date);
                for (var day = start; day < (until > start ? until : start.AddDays(1)); day = day.AddDays(1))
                    days.Add(day);
            }
        }
        return days;
    }
}
