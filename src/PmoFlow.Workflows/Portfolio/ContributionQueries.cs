using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>One row that a number comes from.</summary>
/// <param name="Unit">Where it counts.</param>
/// <param name="Contribution">What it is and what it adds.</param>
public sealed record CountedRow(UnitNode Unit, Contribution Contribution);

/// <summary>The rows that a dashboard's numbers come from, now and as they stood on a past day.</summary>
public sealed class ContributionQueries(ITableStore tables, Boards boards)
{
    /// <summary>
    /// Everything that adds to a measure in a unit and below it; in the enterprise, for null. Their amounts add up to the number
    /// that the board of that day shows.
    /// </summary>
    public Task<IReadOnlyList<CountedRow>> Of(UnitId? unit, string measure, DateOnly? asOf, CancellationToken cancellation = default) => Of(unit, isOwn: false, measure, asOf, cancellation);

    /// <summary>The same; of what is placed at the unit itself alone, where <paramref name="isOwn"/> says so.</summary>
    public async Task<IReadOnlyList<CountedRow>> Of(UnitId? unit, bool isOwn, string measure, DateOnly? asOf, CancellationToken cancellation = default)
    {
        var board = asOf is { } past ? await boards.At(past, cancellation) : await boards.Now(cancellation);
        var found = new List<CountedRow>();
        foreach (var node in board.Tree.Subtree(unit).Where(node => !isOwn || node.Id == unit))
        {
            var all = asOf is { } day && day < boards.Today ? await At(node.Id, day, cancellation) : await Now(node.Id, UnitSummary.Now, cancellation);
            found.AddRange(all.Where(c => Counts(c, measure, board.Day)).Select(c => new CountedRow(node, c)));
        }
        return found;
    }

    /// <summary>Everything that adds to a period's totals of a unit.</summary>
    public async Task<IReadOnlyList<Contribution>> Now(UnitId unit, string period, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.Contributions, unit.Value, SummaryRows.Parts(period), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>Everything that added to a unit's totals at the end of a day.</summary>
    public async Task<IReadOnlyList<Contribution>> At(UnitId unit, DateOnly day, CancellationToken cancellation = default)
    {
        var stood = new Dictionary<string, Contribution>();
        await foreach (var was in tables.Scan(OfficeTables.Contributions, unit.Value, SummaryRows.AllWas, cancellation))
        {
            // Rows of one thing come by day, so the last that is not later stays.
            if (string.CompareOrdinal(was.Key.Row, SummaryRows.Was(was.Document.Of, day)) <= 0)
                stood[was.Document.Of] = was.Document;
        }
        return [.. stood.Values.Where(contribution => contribution.Amounts.Count > 0)];
    }

    /// <summary>
    /// Whether something adds to a measure: to one that is stored, to the requests of all stages (<see cref="Measure.Requests"/>), to what is late
    /// (<see cref="Measure.Late"/>, or that with <c>/</c> and the kind), or to what is red or amber/red (<see cref="Measure.Bad"/>).
    /// </summary>
    public static bool Counts(Contribution contribution, string measure, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        ArgumentNullException.ThrowIfNull(measure);
        const string OverdueKind = Measure.Late + "/";
        return measure switch
        {
            Measure.Requests => contribution.Amounts.Keys.Any(key => key.StartsWith(Measure.RequestsIn(""), StringComparison.Ordinal)),
            Measure.Bad => contribution.Amounts.ContainsKey(Measure.Rated(HealthRating.Red)) || contribution.Amounts.ContainsKey(Measure.Rated(HealthRating.AmberRed)),
            Measure.Late => Measure.LateOn(contribution.Amounts, day) > 0,
            _ when measure.StartsWith(OverdueKind, StringComparison.Ordinal) => Measure.LateOn(contribution.Amounts, day, measure[OverdueKind.Length..]) > 0,
            _ => contribution.Amounts.ContainsKey(measure),
        };
    }
}
