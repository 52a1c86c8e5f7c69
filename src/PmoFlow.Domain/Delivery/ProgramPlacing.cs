namespace PmoFlow.Domain.Delivery;

/// <summary>From a day on a project belongs to a program, until the next placing.</summary>
/// <param name="From">First day.</param>
/// <param name="Program">To which; null for none any more.</param>
public sealed record ProgramPlacing(DateOnly From, ProgramId? Program);

/// <summary>What placings say. A placing holds from its day on and leaves the days before as they were.</summary>
public static class ProgramPlacings
{
    /// <summary>The program on a day; null for none.</summary>
    public static ProgramId? On(this IReadOnlyList<ProgramPlacing> placings, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(placings);
        return placings.LastOrDefault(placing => placing.From <= day)?.Program;
    }

    /// <summary>The program now: nothing is placed in the future.</summary>
    public static ProgramId? Now(this IReadOnlyList<ProgramPlacing> placings)
    {
        ArgumentNullException.ThrowIfNull(placings);
        return placings.Count == 0 ? null : placings[^1].Program;
    }

    /// <summary>The same with one more; what changes nothing is left out.</summary>
    /// <remarks>Of one day the last holds. Those that it corrects are kept, so that their programs are told that it has left: see <see cref="Ever"/>.</remarks>
    public static IReadOnlyList<ProgramPlacing> With(this IReadOnlyList<ProgramPlacing> placings, ProgramPlacing placing)
    {
        ArgumentNullException.ThrowIfNull(placings);
        ArgumentNullException.ThrowIfNull(placing);
        var all = new List<ProgramPlacing>();
        foreach (var one in placings.Append(placing).OrderBy(one => one.From))
        {
            if (one.Program != all.LastOrDefault()?.Program)
                all.Add(one);
        }
        return all;
    }

    /// <summary>Those that held for a day or more, without what was corrected on the same day.</summary>
    public static IReadOnlyList<ProgramPlacing> Held(this IReadOnlyList<ProgramPlacing> placings)
    {
        ArgumentNullException.ThrowIfNull(placings);
        var held = new List<ProgramPlacing>();
        foreach (var last in placings.GroupBy(placing => placing.From).Select(day => day.Last()))
        {
            if (last.Program != held.LastOrDefault()?.Program)
                held.Add(last);
        }
        return held;
    }

    /// <summary>Every program that it has ever been in, if only until it was corrected.</summary>
    public static IEnumerable<ProgramId> Ever(this IReadOnlyList<ProgramPlacing> placings) =>
        placings.Select(placing => placing.Program).OfType<ProgramId>().Distinct();
}
