namespace PmoFlow.Domain.Delivery;

/// <summary>
/// The earliest day of a milestone, for any day from which it is seen: the later of a day that is fixed (what people say, what was
/// reached), and of so many days from then on (what is not reached cannot be before today, and each after it takes its days at best).
/// </summary>
/// <param name="Fixed">Null where nothing says a day.</param>
/// <param name="Lag">Days from the day on which it is seen; null for what is reached, which nothing moves.</param>
internal readonly record struct Earliest(DateOnly? Fixed, int? Lag)
{
    // So that a range of somebody who typed a nine too many stays a day of the calendar.
    private const int LongestStep = 36_500;

    /// <summary>Seen from that day.</summary>
    public DateOnly On(DateOnly today) => Lag is { } lag && Plus(today, lag) is var moving && (Fixed is not { } day || day < moving) ? moving : Fixed ?? today;

    /// <summary>From the day after this one on, each day that passes makes it a day later; null where nothing does, or no day is said.</summary>
    public DateOnly? Turns => Fixed is { } day && Lag is { } lag ? Plus(day, -lag) : null;

    /// <summary>Whole days that a milestone takes at best once all before it are reached.</summary>
    public static int Takes(Milestone milestone) => milestone.Days is { IsValid: true } days ? (int)Math.Ceiling(Math.Min(days.Best, LongestStep)) : 0;

    /// <summary>The same, so many days later.</summary>
    public Earliest After(int days) => new(Fixed is { } day ? Plus(day, days) : null, Lag + days);

    /// <summary>Of each milestone, by name. What waits for itself, or for what is not there, waits for nothing by that.</summary>
    public static IReadOnlyDictionary<string, Earliest> Of(IReadOnlyList<Milestone> milestones)
    {
        var byName = milestones.GroupBy(milestone => milestone.Name).ToDictionary(same => same.Key, same => same.First());
        var known = new Dictionary<string, Earliest>();
        foreach (var milestone in byName.Values)
            Find(milestone);
        return known;

        Earliest Find(Milestone milestone)
        {
            if (known.TryGetValue(milestone.Name, out var found))
                return found;
            var earliest = known[milestone.Name] = new(milestone.Expected, milestone.Actual is null ? 0 : null);
            if (milestone.Actual is not null)
                return earliest;
            foreach (var before in milestone.After.Select(byName.GetValueOrDefault).OfType<Milestone>())
                earliest = earliest.Latest(Find(before).After(Takes(milestone)));
            return known[milestone.Name] = earliest;
        }
    }

    private Earliest Latest(Earliest other) => new(
        Fixed is { } day && (other.Fixed is not { } fixedDay || fixedDay < day) ? day : other.Fixed,
        Lag is { } lag && (other.Lag is not { } longer || longer < lag) ? lag : other.Lag);

    private static DateOnly Plus(DateOnly day, int days) =>
        DateOnly.FromDayNumber((int)Math.Clamp((long)day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
}
