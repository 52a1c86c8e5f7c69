namespace PmoFlow.Domain.Organisation;

/// <summary>When something that comes back again and again is next asked.</summary>
public static class Cadence
{
    /// <summary>
    /// The next moment. Each keeps its distance from the start, whatever day the last one was answered, so that no month goes
    /// without; what has passed meanwhile is not asked any more. Each is asked at the last opening of the office before it is due, so
    /// never later than promised.
    /// </summary>
    /// <param name="every">From one to the next.</param>
    /// <param name="now">UTC.</param>
    /// <param name="start">From when it is counted, UTC.</param>
    /// <param name="number">Which, from 1.</param>
    /// <param name="calendar">The office's.</param>
    public static DateTimeOffset NextAfter(TimeLimit every, DateTimeOffset now, DateTimeOffset start, int number, BusinessCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        for (var due = number; ; due++)
        {
            var latest = (every with { Amount = every.Amount * due }).After(start, calendar);
            if (latest <= now)
                continue;
            return calendar.LastOpening(latest) is var opening && opening > now ? opening : latest;
        }
    }
}
