using PmoFlow.Domain.Money;
using PmoFlow.Domain.Portfolio;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>How milestones of one unit, agreed for one month, have moved.</summary>
/// <param name="Milestones">How many were agreed for it.</param>
/// <param name="Days">Days later than agreed, added up.</param>
public sealed record SlipCell(decimal Milestones, decimal Days)
{
    /// <summary>Days later than agreed of one milestone on average; null where there is none.</summary>
    public decimal? Mean => Milestones == 0 ? null : Days / Milestones;
}

/// <summary>The row of a unit with everything below it, or of what a unit has itself.</summary>
public sealed record SlipLine(BoardPart Part, IReadOnlyList<SlipCell> Cells);

/// <summary>Slip of milestones by unit and month, out of a board's totals.</summary>
/// <param name="Months">In which milestones were agreed, oldest first.</param>
/// <param name="Lines">Of units that have any.</param>
public sealed record SlipMap(IReadOnlyList<Month> Months, IReadOnlyList<SlipLine> Lines)
{
    private const int MonthsBefore = 11;
    private const int MonthsAfter = 6;

    /// <summary>The map of some parts: a year back and half a year ahead of the board's day.</summary>
    public static SlipMap Of(Board board, IEnumerable<BoardPart> parts)
    {
        ArgumentNullException.ThrowIfNull(board);
        var here = Month.Of(board.Day);
        var shown = parts.Select(part => (Part: part, board.TotalOf(part).Totals)).ToList();
        var months = Enumerable.Range(-MonthsBefore, MonthsBefore + MonthsAfter + 1).Select(here.Plus)
            .Where(month => shown.Exists(unit => unit.Totals.GetValueOrDefault(Measure.Milestones(month)) > 0)).ToList();
        return new(months, [.. shown.Select(unit => new SlipLine(unit.Part, [.. months.Select(month =>
            new SlipCell(unit.Totals.GetValueOrDefault(Measure.Milestones(month)), Measure.SlipOn(unit.Totals, month.ToString(), board.Day)))]))
            .Where(line => line.Cells.Any(cell => cell.Milestones > 0))]);
    }

    /// <summary>The cell that has moved most; null where none has moved to a later day.</summary>
    public (SlipLine Line, Month Month, SlipCell Cell)? Worst => Lines
        .SelectMany(line => line.Cells.Select((cell, at) => (Line: line, Month: Months[at], Cell: cell)))
        .Where(cell => cell.Cell.Mean > 0).OrderByDescending(cell => cell.Cell.Mean).Select(cell => ((SlipLine, Month, SlipCell)?)cell).FirstOrDefault();
}
