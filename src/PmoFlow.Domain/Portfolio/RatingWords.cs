using System.Globalization;
using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Portfolio;

/// <summary>How projects are rated, in the sentences of pages and mails.</summary>
public static class RatingWords
{
    /// <summary>How many need help, and how many nobody knows of; null where there is no project.</summary>
    public static string? Mix(RatingMix mix)
    {
        ArgumentNullException.ThrowIfNull(mix);
        var (bad, unknown) = (Bad(mix), mix.Of(HealthRating.Unknown));
        return mix.Count == 0 ? null : $"Of {Plural.Of((int)mix.Count, "project")}, {(bad == 0 ? "none is" : Are(bad))} red or amber/red{(unknown == 0 ? "." : $"; {Are(unknown)} unknown.")}";
    }

    /// <summary>
    /// What the months say. Who falls silent does not get better: those of whom nobody knows stand beside the rest.
    /// </summary>
    /// <param name="months">At the end of each month, the oldest first.</param>
    /// <param name="isNow">Whether the last of them is now, and not a day that is over.</param>
    public static string OverTime(IEnumerable<RatingMix> months, bool isNow = true)
    {
        var mixes = months.Where(mix => mix.Count > 0).ToList();
        if (mixes.Count < 2)
            return "One month is no trend yet: the next appears when this one is over.";
        var (first, last) = (mixes[0], mixes[^1]);
        var (ago, now) = isNow ? ("ago", "now") : ("before", "at the end");
        return string.Create(CultureInfo.InvariantCulture,
            $"Red or amber/red: {Bad(first) / first.Count:P0} of the projects {Plural.Of(mixes.Count - 1, "month")} {ago}, {Bad(last) / last.Count:P0} {now}")
            + (last.Of(HealthRating.Unknown) is var unknown and > 0
                ? string.Create(CultureInfo.InvariantCulture, $"; {unknown:N0} of {Plural.Of((int)last.Count, "project")} nobody can rate {now} ({first.Of(HealthRating.Unknown):N0} then).") : ".");
    }

    private static string Are(decimal count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "is" : "are")}");

    private static decimal Bad(RatingMix mix) => mix.Of(HealthRating.Red) + mix.Of(HealthRating.AmberRed);
}
