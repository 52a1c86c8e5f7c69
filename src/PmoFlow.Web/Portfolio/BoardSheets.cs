using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Export;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>What dashboards show, to take away.</summary>
internal static class BoardSheets
{
    private static readonly string[] Ratings = [.. Severity.WorstFirst.Select(rating => rating.Label())];

    /// <summary>Units of a board, a line each.</summary>
    public static Sheet Units(BoardModel model, IEnumerable<UnitLine> lines, bool seesRequests) => new($"units-{SummaryRows.MonthOf(model.Board.Day)}",
        [
            "Unit", "Id", "Part of", "As of", "Rating", "Because", "Projects", .. Ratings, "Budget", "Open requests",
            .. seesRequests ? ["Expected cost of requests"] : (string[])[], "Late", "Open actions", "Changed", "Itself alone",
        ],
        lines.Select(line => (IReadOnlyList<object?>)
        [
            line.Part.Name, line.Part.Unit.Id.Value, line.PartOf, model.Board.Day, line.Rolled?.Rating.Label(), line.Rolled?.Because, line.Mix.Count,
            .. Severity.WorstFirst.Select(rating => (object)line.Mix.Of(rating)), line.Total.Total(Measure.Budget), line.Requests,
            .. seesRequests ? [line.Total.Total(Measure.Pipeline)] : (object[])[], line.Late, line.Total.Total(Measure.OpenActions),
            line.Total.UpdatedAt == DateTimeOffset.MinValue ? null : line.Total.UpdatedAt, TakeAway.Word(line.Part.IsOwn),
        ]));

    /// <summary>Ratings, budget and requests at the end of each month.</summary>
    public static Sheet Trend(BoardModel model) => new("trend", ["Month", "Projects", .. Ratings, "Budget", "Open actions"],
        model.Months.Select(month =>
        {
            var (total, mix) = (month.Total(model.Unit), month.Ratings(model.Unit));
            return (IReadOnlyList<object?>)
                [month.Day, mix.Count, .. Severity.WorstFirst.Select(rating => (object)mix.Of(rating)), total.Total(Measure.Budget), total.Total(Measure.OpenActions)];
        }));

    /// <summary>The rows of a number.</summary>
    public static Sheet Rows(CountedRowsModel model) => new("rows", ["Number", "Title", "Unit", "State", "With whom", "Due", "Adds", "Changed"],
        model.Rows.Select(row => (IReadOnlyList<object?>)
        [
            Subjects.Number(row.Contribution.Of), model.MayOpen(row) ? row.Contribution.Subject?.Title : null, row.Unit.Name, row.Contribution.Subject?.State,
            row.Contribution.Subject?.Who, row.Contribution.Subject?.Due, model.Adds(row), row.Contribution.KnownAt,
        ]));
}
