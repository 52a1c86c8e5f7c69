using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>One unit with everything below it, or what it has itself, as tables and files show it.</summary>
internal sealed record UnitLine(BoardPart Part, UnitSummary Total, RatingMix Mix, RolledUp? Rolled, decimal Requests, decimal Late)
{
    public static UnitLine Of(Board board, BoardPart part, RollUp rule)
    {
        var (total, mix) = (board.TotalOf(part), board.RatingsOf(part));
        return new(part, total, mix, mix.By(rule),
            total.Totals.Where(t => t.Key.StartsWith("requests/", StringComparison.Ordinal)).Sum(t => t.Value),
            Measure.LateOn(total.Totals, board.Day));
    }
}
