using PmoFlow.Domain;
using PmoFlow.Domain.Digests;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Workflows.Digests;

/// <summary>A week of a unit.</summary>
/// <param name="Node">Which unit; null for the whole portfolio.</param>
/// <param name="Board">As it stood at the end of the last day.</param>
/// <param name="Before">As it stood when the week began.</param>
/// <param name="Months">The ends of the months before, oldest first, and <paramref name="Board"/> as the last.</param>
/// <param name="Changes">What changed.</param>
public sealed record Week(UnitNode? Node, Board Board, Board Before, IReadOnlyList<Board> Months, WeekOfChanges Changes)
{
    /// <summary>What it is called.</summary>
    public string Name => Node?.Name ?? "Portfolio";

    /// <summary>What its projects are in: what belongs directly to it, and itself.</summary>
    public IReadOnlyList<BoardPart> Parts => [.. Board.Parts(Node?.Id).Where(part => Board.RatingsOf(part).Count > 0)];
}

/// <summary>Reads what changed in a unit between two days: as known at the end of each, with the structure of that day.</summary>
public sealed class WeekQueries(Boards boards, Trends trends, ContributionQueries contributions)
{
    private const int Months = 12;

    /// <summary>Between the ends of two days; null where there was no such unit on the second. A day that is not over is taken as it is now.</summary>
    public async Task<Week?> Between(UnitId? unit, DateOnly from, DateOnly until, CancellationToken cancellation = default)
    {
        var (board, before) = (await boards.At(until, cancellation), await boards.At(from, cancellation));
        var node = unit is { } id ? board.Tree.Find(id) : null;
        if (unit is not null && node is null)
            return null;
        return new(node, board, before, await trends.Until(board, Months, cancellation),
            WeekOfChanges.Between(from, await Counted(before, unit, from, cancellation), until, await Counted(board, unit, until, cancellation)));
    }

    /// <summary>The last day that is over.</summary>
    public DateOnly Yesterday => boards.Today.AddDays(-1);

    private async Task<IReadOnlyList<Contribution>> Counted(Board board, UnitId? unit, DateOnly day, CancellationToken cancellation)
    {
        var all = new List<Contribution>();
        foreach (var node in board.Tree.Subtree(unit))
            all.AddRange(await contributions.At(node.Id, day, cancellation));
        return all;
    }
}
