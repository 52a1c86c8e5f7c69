using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>A project that a pack names.</summary>
/// <param name="Project">As known on the pack's day.</param>
/// <param name="Why">The rule that made its rating; null where none is known.</param>
/// <param name="OpenActions">How many are open; null for a past day.</param>
public sealed record PackProject(Contribution Project, string? Why, int? OpenActions);

/// <summary>The pages of one unit, or of the whole portfolio.</summary>
/// <param name="Board">Its numbers.</param>
/// <param name="Worst">Its projects that need somebody first.</param>
/// <param name="Milestones">Its projects by the milestone that is next, the soonest first.</param>
public sealed record PackUnit(BoardModel Board, IReadOnlyList<PackProject> Worst, IReadOnlyList<Contribution> Milestones)
{
    private const int Top = 10;

    /// <summary>How many are red or amber/red.</summary>
    internal int Bad => (int)(Board.Ratings.Of(HealthRating.Red) + Board.Ratings.Of(HealthRating.AmberRed));

    internal static async Task<PackUnit> Read(BoardModel board, IReadOnlyList<CountedRow> all, PackProjects projects, CancellationToken cancellation)
    {
        var units = board.Board.Tree.Subtree(board.Unit).Select(node => node.Id).ToHashSet();
        var own = all.Where(row => units.Contains(row.Unit.Id) && row.Contribution.Subject is not null).Select(row => row.Contribution).ToList();
        // Boards of past days have no lists.
        IEnumerable<Contribution> known = board.IsNow ? board.Board.Worst(board.Unit) : own.Where(of => of.Subject!.Rating is not null)
            .OrderBy(of => Severity.Place(of.Subject!.Rating!.Value, of.Subject.IsSilent), StringComparer.Ordinal).ThenByDescending(of => of.Subject!.Amount ?? 0);
        var worst = known.Where(of => of.Subject is { Rating: HealthRating.Red or HealthRating.AmberRed } or { IsSilent: true }).Take(Top);
        return new(board, await Task.WhenAll(worst.Select(of => projects.Explained(of, board.IsNow, cancellation))),
            [.. own.Where(of => of.Subject!.Next is not null).OrderBy(of => of.Subject!.Next!.Expected).ThenBy(of => of.Subject!.Title, StringComparer.Ordinal).Take(Top)]);
    }
}
