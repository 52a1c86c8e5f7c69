using System.Globalization;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Portfolio;

/// <summary>One number of a board beside what it was a week before.</summary>
/// <param name="Label">What it counts.</param>
/// <param name="Measure">Whose rows it leads to.</param>
/// <param name="Now">On the board's day.</param>
/// <param name="Before">A week before.</param>
/// <param name="IsMoney">Whether it is an amount.</param>
internal sealed record BoardNumber(string Label, string Measure, decimal Now, decimal Before, bool IsMoney = false)
{
    /// <summary>What it is called where it is 1; null where that is the same.</summary>
    public string? One { get; init; }
}

/// <summary>What the charts of a board show, and the sentences that say it.</summary>
internal static class BoardReading
{
    /// <summary>The numbers that stand on top. Costs of requests are for those who may see requests.</summary>
    public static IReadOnlyList<BoardNumber> Numbers(BoardModel model, bool seesRequests)
    {
        var (now, before, day, week) = (model.Total, model.Before, model.Board.Day, model.WeekBefore.Day);
        BoardNumber[] numbers =
        [
            new("open requests", "requests", Sum(now, "requests/"), Sum(before, "requests/")) { One = "open request" },
            .. seesRequests ? [Money("expected cost of the requests before approval", Measure.Pipeline)] : (BoardNumber[])[],
            Of("active projects", "active project", Measure.Projects),
            Money("budget of the active projects", Measure.Budget),
            new("projects nobody can rate", Measure.Rated(HealthRating.Unknown), now.Total(Measure.Rated(HealthRating.Unknown)), before.Total(Measure.Rated(HealthRating.Unknown))) { One = "project nobody can rate" },
            Late("late requests", "late request", Measure.Requests),
            Late("late health checks", "late health check", Measure.Checks),
            Late("late status reports", "late status report", Measure.Reports),
            Of("open actions", "open action", Measure.OpenActions),
            Late("late actions", "late action", Measure.Actions),
        ];
        return numbers;

        BoardNumber Of(string label, string one, string measure) => new(label, measure, now.Total(measure), before.Total(measure)) { One = one };
        BoardNumber Money(string label, string measure) => new(label, measure, now.Total(measure), before.Total(measure), IsMoney: true);
        BoardNumber Late(string label, string one, string kind) => new(label, $"overdue/{kind}", now.Overdue(kind, day), before.Overdue(kind, week)) { One = one };
    }

    /// <summary>A number as people read it.</summary>
    public static string Text(BoardNumber number, decimal value, string currency) =>
        number.IsMoney ? Words.ShortMoney(value, currency) : value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>+3 in a week</c>, or that nothing changed.</summary>
    public static string Change(BoardNumber number, string currency) => (number.Now - number.Before) switch
    {
        0 => "as a week before",
        > 0 and var more => $"+{Text(number, more, currency)} in a week",
        var less => $"−{Text(number, -less, currency)} in a week",
    };

    /// <summary>One bar for each stage that is not an end.</summary>
    public static IReadOnlyList<Bar> Pipeline(BoardModel model) =>
        [.. model.Stages.Where(stage => stage is not LifecycleStage.End).Select(stage =>
        {
            var count = model.Total.Total(Measure.RequestsIn(stage.Name));
            return new Bar(stage.Title, count, count.ToString("N0", CultureInfo.InvariantCulture), model.Query.Rows(model.Unit, Measure.RequestsIn(stage.Name)));
        })];

    /// <summary>Ratings of each unit directly below, and of what the unit has itself.</summary>
    public static IReadOnlyList<RatingRow> Ratings(BoardModel model) =>
        [.. model.Parts.Select(part => Row(part.Name, model.Board.RatingsOf(part), rating => model.Query.RowsOf(part, Measure.Rated(rating))))
            .Where(row => row.Counts.Values.Any(count => count > 0))];

    /// <summary>Ratings at the end of each month.</summary>
    public static IReadOnlyList<RatingRow> OverTime(BoardModel model) =>
        [.. model.Months.Select(month => Row(month == model.Board && model.IsNow ? "Now" : month.Day.ToString("MMM yyyy", CultureInfo.InvariantCulture), month.Ratings(model.Unit),
            rating => (model.Query with { AsOf = month == model.Board ? model.Query.AsOf : month.Day }).Rows(model.Unit, Measure.Rated(rating))))
            .Where(row => row.Counts.Values.Any(count => count > 0))];

    /// <summary>What the months say.</summary>
    public static string OverTimeSentence(BoardModel model) => RatingWords.OverTime(model.Months.Select(month => month.Ratings(model.Unit)), model.IsNow);

    /// <summary>How many need help, and how many nobody knows of.</summary>
    public static string RatingsSentence(RatingMix mix) => RatingWords.Mix(mix) ?? "No project is under way.";

    private static RatingRow Row(string label, RatingMix mix, Func<HealthRating, string> href) =>
        new(label, Severity.WorstFirst.ToDictionary(rating => rating, mix.Of), href);

    private static decimal Sum(UnitSummary summary, string prefix) =>
        summary.Totals.Where(total => total.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(total => total.Value);
}
