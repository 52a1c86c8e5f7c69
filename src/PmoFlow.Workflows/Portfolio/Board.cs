using System.Collections.Concurrent;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>Every unit's totals of one day, and the structure of that day: what all dashboards are made of. Never changes, so it is shared.</summary>
/// <param name="day">Of which day.</param>
/// <param name="tree">The organisation on it.</param>
/// <param name="rows">What each unit has of its own, without the units below it; a unit that has nothing is absent.</param>
public sealed class Board(DateOnly day, UnitTree tree, IReadOnlyDictionary<UnitId, UnitState> rows)
{
    /// <summary>What stands for the enterprise where a unit is named.</summary>
    public static readonly UnitId Enterprise = new("enterprise");

    private readonly ConcurrentDictionary<UnitId, UnitSummary> totals = [];
    private readonly ConcurrentDictionary<UnitId, RatingMix> ratings = [];

    /// <summary>Of which day.</summary>
    public DateOnly Day { get; } = day;

    /// <summary>The organisation on that day.</summary>
    public UnitTree Tree { get; } = tree;

    /// <summary>What each unit has of its own.</summary>
    public IReadOnlyDictionary<UnitId, UnitState> Rows { get; } = rows;

    /// <summary>Totals of a unit with everything below it; of the enterprise, for null.</summary>
    public UnitSummary Total(UnitId? unit) => totals.GetOrAdd(unit ?? Enterprise, _ => Sum(unit));

    /// <summary>How the projects of a unit and of everything below it are rated.</summary>
    public RatingMix Ratings(UnitId? unit) => ratings.GetOrAdd(unit ?? Enterprise, _ => RatingMix.Of(Total(unit).Totals));

    /// <summary>
    /// What a unit is the sum of, for each measure: the units directly below it, by name, and what is placed at none of them; of the enterprise,
    /// for null, the functions. Parts that have nothing are left out. A unit that has none below it has no parts.
    /// </summary>
    public IReadOnlyList<BoardPart> Parts(UnitId? unit)
    {
        var below = Tree.Children(unit).ToList();
        var own = below.Count > 0 && unit is { } id && Tree.Find(id) is { } node ? [new BoardPart(node, IsOwn: true)] : (BoardPart[])[];
        return [.. below.Select(child => new BoardPart(child)).Concat(own).Where(part => TotalOf(part).Totals.Count > 0)];
    }

    /// <summary>A unit and those below it, each with everything below it, and behind each that has others below it what is placed at itself.</summary>
    public IEnumerable<BoardPart> Lines(UnitId? unit) =>
        Tree.Subtree(unit).SelectMany(node => Parts(node.Id).Where(part => part.IsOwn).Prepend(new BoardPart(node)));

    /// <summary>Totals of a part.</summary>
    public UnitSummary TotalOf(BoardPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return !part.IsOwn ? Total(part.Unit.Id) : Rows.GetValueOrDefault(part.Unit.Id)?.Summary ?? new(part.Unit.Id, SummaryRows.Text(Day), new Dictionary<string, decimal>(), DateTimeOffset.MinValue);
    }

    /// <summary>How the projects of a part are rated.</summary>
    public RatingMix RatingsOf(BoardPart part) => RatingMix.Of(TotalOf(part).Totals);

    /// <summary>What is late in a unit and below it, that due first on top: the first few of each unit.</summary>
    public IReadOnlyList<Contribution> Late(UnitId? unit) => [.. Below(unit).SelectMany(row => row.Late).OrderBy(late => late.Subject!.Due)];

    /// <summary>The worst rated projects of a unit and below it, the worst on top, of one rating the largest: the first few of each unit.</summary>
    public IReadOnlyList<Contribution> Worst(UnitId? unit) => [.. Below(unit).SelectMany(row => row.Worst)
        .OrderBy(worst => Severity.Place(worst.Subject!.Rating!.Value, worst.Subject.IsSilent), StringComparer.Ordinal).ThenByDescending(worst => worst.Subject!.Amount ?? 0)];

    private UnitSummary Sum(UnitId? unit)
    {
        var sum = new Dictionary<string, decimal>();
        var at = DateTimeOffset.MinValue;
        foreach (var row in Below(unit))
        {
            at = row.Summary.UpdatedAt > at ? row.Summary.UpdatedAt : at;
            foreach (var (measure, amount) in row.Summary.Totals)
                sum[measure] = sum.GetValueOrDefault(measure) + amount;
        }
        return new(unit ?? Enterprise, SummaryRows.Text(Day), sum, at);
    }

    private IEnumerable<UnitState> Below(UnitId? unit) =>
        Tree.Subtree(unit).Select(node => Rows.GetValueOrDefault(node.Id)).OfType<UnitState>();
}

/// <summary>What one unit has of its own.</summary>
/// <param name="Summary">Its totals.</param>
/// <param name="Late">What is late in it, that due first on top; the first few.</param>
/// <param name="Worst">Its projects that are not well, the worst on top; the first few.</param>
public sealed record UnitState(UnitSummary Summary, IReadOnlyList<Contribution> Late, IReadOnlyList<Contribution> Worst)
{
    /// <summary>Its projects of which nobody has said anything for longest, the longest on top; the first few.</summary>
    public IReadOnlyList<Contribution> Quiet { get; init; } = [];
}
