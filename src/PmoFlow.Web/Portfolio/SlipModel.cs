using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Web.Export;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>How milestones of a unit and of what belongs to it have moved.</summary>
/// <param name="Board">The unit's board.</param>
/// <param name="Map">By unit and month.</param>
/// <param name="Next">Of projects of a function or team the milestone that is next, soonest first.</param>
public sealed record SlipModel(BoardModel Board, SlipMap Map, IReadOnlyList<MilestoneOutlook> Next)
{
    private const int MostNext = 25;
    private const int MostOfTeam = 200;

    internal string Title => Board.Node is null ? "Which milestones slip?" : $"Which milestones slip? {Board.Name}";

    /// <summary>What the map says.</summary>
    internal string Reading
    {
        get
        {
            if (Map.Lines.Count == 0)
                return "No milestone with an agreed day is due in these months.";
            var (milestones, days) = (Map.Lines.Sum(line => line.Cells.Sum(cell => cell.Milestones)), Map.Lines.Sum(line => line.Cells.Sum(cell => cell.Days)));
            var all = string.Create(CultureInfo.InvariantCulture, $"{Plural.Of((int)milestones, "milestone")}, {Days(days / milestones)} than agreed on average");
            return Map.Worst is { } worst
                ? $"{all}; most of all {worst.Line.Part.Name} in {Month(worst.Month.FirstDay)}, {Days(worst.Cell.Mean!.Value)}."
                : $"{all}; nothing has moved to a later day.";
        }
    }

    internal Sheet Sheet => new("milestones", ["Unit", "Id", "Month", "Milestones", "Days later than agreed", "Mean"],
        Map.Lines.SelectMany(line => line.Cells.Select((cell, at) => (Line: line, Month: Map.Months[at], Cell: cell))).Where(row => row.Cell.Milestones > 0)
            .Select(row => (IReadOnlyList<object?>)[row.Line.Part.Name, row.Line.Part.Unit.Id.Value, row.Month.ToString(), row.Cell.Milestones, row.Cell.Days, decimal.Round(row.Cell.Mean!.Value, 1)]));

    /// <summary><c>12.5 days later</c>.</summary>
    internal static string Days(decimal days) => string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(days):0.#} {(Math.Abs(days) == 1 ? "day" : "days")} {(days < 0 ? "earlier" : "later")}");

    internal static string Month(DateOnly day) => day.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    internal static async Task<Outcome<SlipModel>> Read(BoardModel model, BoardRows rows, CancellationToken cancellation)
    {
        var parts = model.Parts.Count > 0 ? model.Parts : model.Node is { } own ? [new BoardPart(own)] : (IReadOnlyList<BoardPart>)[];
        var next = new List<Milestone>();
        if (model is { Node: { } node, IsNow: true })
        {
            foreach (var unit in model.Board.Tree.Subtree(node.Id))
            {
                next.AddRange((await rows.Projects(unit.Id, MostOfTeam, cancellation)).Where(project => project.Subject?.Next is not null)
                    .Select(project => new Milestone(project.Of, $"{project.Subject!.Next!.Title}: {project.Subject.Title}") { Baseline = project.Subject.Next.Agreed, Forecast = project.Subject.Next.Expected }));
            }
        }
        return new SlipModel(model, SlipMap.Of(model.Board, parts), new MilestonePlan([.. next.OrderBy(milestone => milestone.Forecast).Take(MostNext)]).Outlooks(model.Board.Day));
    }
}
