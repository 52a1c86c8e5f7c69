using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>One unit with everything below it, as tables and files show it.</summary>
internal sealed record UnitLine(UnitNode Unit, UnitSummary Total, RatingMix Mix, RolledUp? Rolled, decimal Requests, decimal Late)
{
    public static UnitLine Of(Board board, UnitNode unit, RollUp rule)
    {
        var (total, mix) = (board.Total(unit.Id), board.Ratings(unit.Id));
        return new(unit, total, mix, mix.By(rule),
            total.Totals.Where(t => t.Key.StartsWith("requests/", StringComparison.Ordinal)).Sum(t => t.Value),
            Measure.LateOn(total.Totals, board.Day));
    }
}
