using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>All that a page of the enterprise, a function or a team shows.</summary>
public sealed record BoardModel(
    BoardQuery Query,
    UnitNode? Node,
    Board Board,
    bool IsNow,
    Board WeekBefore,
    IReadOnlyList<Board> Months,
    IReadOnlyList<Contribution> Projects,
    IReadOnlyList<ActionRecord> Actions,
    IReadOnlyList<LifecycleStage> Stages,
    IReadOnlyList<string> Periods)
{
    /// <summary>Which unit; null for the enterprise.</summary>
    public UnitId? Unit => Node?.Id;

    /// <summary>What it is called.</summary>
    public string Name => Node?.Name ?? "Portfolio";

    /// <summary>Its totals with everything below it.</summary>
    public UnitSummary Total => Board.Total(Unit);

    /// <summary>The same a week before.</summary>
    public UnitSummary Before => WeekBefore.Total(Unit);

    /// <summary>How its projects are rated.</summary>
    public RatingMix Ratings => Board.Ratings(Unit);

    /// <summary>What it is the sum of: what belongs to it directly and has anything to show, and what it has itself.</summary>
    public IReadOnlyList<BoardPart> Parts => Board.Parts(Unit);

    /// <summary>What belongs to it directly and has anything to show.</summary>
    public IReadOnlyList<UnitNode> Children => [.. Parts.Where(part => !part.IsOwn).Select(part => part.Unit)];

    /// <summary>Whether it has nothing below it.</summary>
    public bool IsTeam => Node is not null && !Board.Tree.Children(Unit).Any();

    /// <summary>When the newest of its numbers changed; null where there are none.</summary>
    public DateTimeOffset? ChangedAt => Total.UpdatedAt == DateTimeOffset.MinValue ? null : Total.UpdatedAt;
}

/// <summary>Reads what the pages of the enterprise, functions and teams show: boards, the tops of lists, never the whole estate.</summary>
internal sealed class BoardReader(
    Boards boards, Trends trends, BoardRows rows, ActionDesk actions, RequestQueries requests, DashboardQueries dashboards)
{
    public const int Months = 12;
    private const int TeamProjects = 200;
    private const int Top = 10;

    /// <summary>The board, or that there is no such unit on that day.</summary>
    public async Task<Outcome<BoardModel>> Read(BoardQuery query, CancellationToken cancellation, int months = Months)
    {
        var board = query.AsOf is { } day ? await boards.At(day, cancellation) : await boards.Now(cancellation);
        var node = query.Unit is { } unit ? board.Tree.Find(unit) : null;
        if (query.Unit is not null && node is null)
            return new Refusal.NotFound($"There {(query.AsOf is null ? "is" : "was")} no unit '{query.Unit}'{(query.AsOf is null ? "" : " on that day")}.");
        var now = board.Day >= boards.Today;
        var isTeam = node is not null && !board.Tree.Children(node.Id).Any();
        var due = now && node is null ? (await actions.List(new ActionListQuery(PageSize: Top), cancellation)).Rows : [];
        return new BoardModel(query, node, board, now, await boards.At(board.Day.AddDays(-7), cancellation),
            await trends.Until(board, months, cancellation),
            isTeam && now ? await rows.Projects(node!.Id, TeamProjects, cancellation) : [],
            due, requests.Stages(), node is null ? await dashboards.Periods(cancellation) : []);
    }
}
