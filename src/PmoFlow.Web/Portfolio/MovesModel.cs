using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Export;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>How ratings moved between two periods, and the projects of one of the moves or of all.</summary>
public sealed record MovesModel(
    IReadOnlyList<string> Periods, string From, string To, HealthRating? Was, HealthRating? Is, RatingMoves Moves, IReadOnlyList<RatingTrend> Shown, int All)
{
    /// <summary>Names are looked up for these.</summary>
    public const int MostShown = 300;

    /// <summary>The periods between, and these two.</summary>
    public IReadOnlyList<string> Through => [.. Periods.Where(period => string.CompareOrdinal(period, From) >= 0 && string.CompareOrdinal(period, To) <= 0)];

    /// <summary>Ratings that occur, green first.</summary>
    public IReadOnlyList<HealthRating> Ratings => [.. Severity.WorstFirst.Reverse().Where(rating =>
        Moves.Moves.Any(move => move.Before.Rating == rating || move.After.Rating == rating))];

    internal static async Task<Outcome<MovesModel>> Read(
        string? from, string? to, string? was, string? now, DashboardQueries dashboards, RatingHistory history, CancellationToken cancellation)
    {
        var periods = (await dashboards.Periods(cancellation)).Where(period => period != UnitSummary.Now).Order(StringComparer.Ordinal).ToList();
        to = string.IsNullOrEmpty(to) ? periods.LastOrDefault() ?? "" : to;
        from = string.IsNullOrEmpty(from) ? periods.LastOrDefault(period => string.CompareOrdinal(period, to) < 0 && period.Length == to.Length) ?? "" : from;
        string[] asked = [to, from];
        if (Array.Find(asked, period => period.Length > 0 && !periods.Contains(period)) is { } unknown)
            return new Refusal.NotFound($"Nothing is known of the period '{unknown}'. {Known(periods)}");
        var (before, after) = (ChoiceWords.Read<HealthRating>(was ?? ""), ChoiceWords.Read<HealthRating>(now ?? ""));
        var moves = from.Length == 0 || to.Length == 0 ? new RatingMoves([], [], []) : await history.Moves(from, to, cancellation);
        var chosen = moves.Moves.Where(move => (before is null || move.Before.Rating == before) && (after is null || move.After.Rating == after))
            .OrderBy(move => move.Better ?? 0).Select(move => move.After.Project).ToList();
        var model = new MovesModel(periods, from, to, before, after, moves, [], chosen.Count);
        return model with { Shown = await history.Trends([.. chosen.Take(MostShown)], model.Through, cancellation) };
    }

    internal string Sentence => Moves.Moves.Count == 0
        ? "No project was rated in both periods."
        : $"Of {Plural.Of(Moves.Moves.Count, "project")} rated in both, {Moves.Same:N0} stayed, {Moves.Better:N0} became better, {Moves.Worse:N0} worse{(Moves.Unclear == 0 ? "" : $", {Moves.Unclear:N0} came to be known or unknown")}{Only(Moves.Left.Count, From)}{Only(Moves.Came.Count, To)}.";

    // A project that is rated in one of the two alone may be under way in both: nobody can say here that it came or left.
    private static string Only(int count, string period) => count == 0 ? "" : $"; {count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? "was" : "were")} rated in {period} alone";

    private static string Known(List<string> periods) => periods.Count == 0 ? "No period has ratings yet."
        : $"There are ratings of {string.Join(", ", periods.TakeLast(MostNamed))}{(periods.Count > MostNamed ? ", and of earlier ones" : "")}.";

    private const int MostNamed = 24;

    internal Sheet Sheet => new($"moves-{From}-{To}", ["Number", "Project", .. Through],
        Shown.Select(trend => (IReadOnlyList<object?>)[trend.Project.Value, trend.Name, .. Through.Select(period => trend.Ratings.TryGetValue(period, out var rating) ? rating.Label() : null)]));
}
