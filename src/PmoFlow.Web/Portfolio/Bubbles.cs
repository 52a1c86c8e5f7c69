using System.Globalization;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>One bubble: what is at stake against how it is doing.</summary>
/// <param name="Label">Unit or project.</param>
/// <param name="Rating">How it is doing.</param>
/// <param name="Value">What is at stake, in the office's currency.</param>
/// <param name="Count">How many projects it stands for.</param>
/// <param name="Href">Where its rows are.</param>
public sealed record Bubble(string Label, HealthRating Rating, decimal Value, decimal Count, string Href);

/// <summary>Bubbles of a board: units by their rolled-up rating or, of a team, its projects.</summary>
internal static class Bubbles
{
    /// <summary>More than these nobody can tell apart; the largest are shown.</summary>
    public const int Most = 40;

    public static IReadOnlyList<Bubble> Of(BoardModel model)
    {
        var bubbles = model.IsTeam
            ? model.Projects.Select(project => new Bubble(project.Subject!.Title, project.Subject.Rating!.Value, project.Subject.Amount ?? 0, 1, Subjects.Href(project.Of)))
            : model.Parts.Select(part => UnitLine.Of(model.Board, part, model.Query.Rule)).Where(line => line.Rolled is not null)
                .Select(line => new Bubble(line.Part.Name, line.Rolled!.Rating, line.Total.Total(Measure.Budget), line.Mix.Count, model.Query.UrlOf(line.Part)));
        return [.. bubbles.OrderByDescending(bubble => bubble.Value).Take(Most)];
    }

    /// <summary>From left to right 0 to 1, by the logarithm: budgets differ by thousands.</summary>
    public static double Across(decimal value, decimal least, decimal most)
    {
        var (low, high) = (Math.Log10((double)Math.Max(1, least)), Math.Log10((double)Math.Max(1, most)));
        return high - low < 0.001 ? 0.5 : (Math.Log10((double)Math.Max(1, value)) - low) / (high - low);
    }

    /// <summary>How much of the money is in projects that are not well: by the ratings of projects, whatever one of them makes of its unit.</summary>
    public static string Sentence(RatingMix mix, IReadOnlyList<Bubble> bubbles, string currency)
    {
        var (all, atRisk) = (mix.Budgets.Values.Sum(), mix.Budgets.GetValueOrDefault(HealthRating.Red) + mix.Budgets.GetValueOrDefault(HealthRating.AmberRed));
        if (mix.Of(HealthRating.Red) + mix.Of(HealthRating.AmberRed) == 0)
            return "No project is red or amber/red.";
        var share = all == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {atRisk / all:P0} of the budget");
        var largest = bubbles.Where(bubble => bubble.Rating is HealthRating.Red or HealthRating.AmberRed).MaxBy(bubble => bubble.Value);
        return $"{Design.Words.ShortMoney(atRisk, currency)} is in projects that are red or amber/red{share}.{(largest is null ? "" : $" The largest of what is shown so is {largest.Label}.")}";
    }
}
