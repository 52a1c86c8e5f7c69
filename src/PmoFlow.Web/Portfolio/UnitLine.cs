using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>One unit with everything below it, or what it has itself, as tables and files show it.</summary>
internal sealed record UnitLine(BoardPart Part, UnitSummary Total, RatingMix Mix, RolledUp? Rolled, decimal Requests, decimal Late)
{
    /// <summary>The unit that it adds to: the one above it, or itself where it is what that has itself.</summary>
    public string? PartOf => Part.IsOwn ? Part.Unit.Id.Value : Part.Unit.Parent?.Value;

    /// <summary>
    /// A line of each unit of a board; where its query asks for it also one of what each that has others below it has itself. Only then:
    /// who reads a file by the unit's id finds each once, and who adds up counts nothing twice.
    /// </summary>
    public static IEnumerable<UnitLine> All(BoardModel model) =>
        model.Board.Lines(model.Unit).Where(part => !part.IsOwn || model.Query.IsOwn).Select(part => Of(model.Board, part, model.Query.Rule));

    public static UnitLine Of(Board board, BoardPart part, RollUp rule)
    {
        var (total, mix) = (board.TotalOf(part), board.RatingsOf(part));
        return new(part, total, mix, mix.By(rule),
            total.Totals.Where(t => t.Key.StartsWith("requests/", StringComparison.Ordinal)).Sum(t => t.Value),
            Measure.LateOn(total.Totals, board.Day));
    }
}
