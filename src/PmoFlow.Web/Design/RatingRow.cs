using PmoFlow.Domain.Health;

namespace PmoFlow.Web.Design;

/// <summary>One row of a chart of ratings.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Counts">How many have each rating.</param>
/// <param name="Href">Where the rows of a rating are.</param>
public sealed record RatingRow(string Label, IReadOnlyDictionary<HealthRating, decimal> Counts, Func<HealthRating, string> Href);
