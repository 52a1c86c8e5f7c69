using System.Globalization;
using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Portfolio;

/// <summary>
/// Which rating is the worse one. What nobody knows is worse than anything that goes well, and never better than amber/green:
/// missing data does not make a portfolio green.
/// </summary>
public static class Severity
{
    /// <summary>All ratings, the worst first.</summary>
    public static readonly IReadOnlyList<HealthRating> WorstFirst =
        [HealthRating.Red, HealthRating.AmberRed, HealthRating.Amber, HealthRating.Unknown, HealthRating.AmberGreen, HealthRating.Green];

    /// <summary>
    /// Where a project stands in lists, to be sorted letter by letter, the most urgent first: by its rating; one of which nobody says
    /// anything right after those that are amber/red, because silence is no reason to look away.
    /// </summary>
    public static string Place(HealthRating rating, bool isSilent) => isSilent
        ? string.Create(CultureInfo.InvariantCulture, $"{Of(HealthRating.AmberRed)}~")
        : Of(rating).ToString(CultureInfo.InvariantCulture);

    /// <summary>0 for the worst.</summary>
    public static int Of(HealthRating rating) => rating switch
    {
        HealthRating.Red => 0,
        HealthRating.AmberRed => 1,
        HealthRating.Amber => 2,
        HealthRating.Unknown => 3,
        HealthRating.AmberGreen => 4,
        HealthRating.Green => 5,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
