using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>What the charts of the dashboard show, and the sentence that says it.</summary>
internal static class PortfolioReading
{
    /// <summary>Where most requests are.</summary>
    public static string PipelineSentence(IReadOnlyList<Bar> bars)
    {
        var open = bars.Sum(bar => bar.Value);
        if (open == 0)
            return "No request is on its way.";
        var most = bars.MaxBy(bar => bar.Value)!;
        return $"Of {Plural.Of((int)open, "open request")}, {most.Text} {(most.Value == 1 ? "is" : "are")} in {most.Label}.";
    }

    /// <summary>One row for each unit with ratings.</summary>
    public static IReadOnlyList<RatingRow> Ratings(PortfolioDashboard dashboard) =>
        [.. dashboard.Units
            .Select(row => (row.Unit, Counts: Enum.GetValues<HealthRating>().ToDictionary(rating => rating, rating => row.Summary.Total(Measure.Rated(rating)))))
            .Where(row => row.Counts.Values.Any(count => count > 0))
            .Select(row => new RatingRow(row.Unit.Name, row.Counts, rating => Rows(dashboard.Period, row.Unit.Id.Value, rating)))];

    /// <summary>How many need help, and how many nobody knows of.</summary>
    public static string RatingsSentence(PortfolioDashboard dashboard) =>
        RatingWords.Mix(new RatingMix(Severity.WorstFirst.ToDictionary(rating => rating, rating => dashboard.Total(Measure.Rated(rating))), new Dictionary<HealthRating, decimal>()))
            ?? (dashboard.Period == UnitSummary.Now ? "No project is under way." : "No rating in this period.");

    private static string Rows(string period, string unit, HealthRating rating) => QueryStrings.Url("/projects", ("unit", unit),
        ("rating", period == UnitSummary.Now ? Words.Stable(rating) : null), ("state", period == UnitSummary.Now ? "active" : null));
}
