using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Scoring;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Scoring;

/// <summary>What is scored and not yet decided, in one process.</summary>
/// <param name="Lifecycle">Whose scoring model it is.</param>
/// <param name="Items">What can be ranked.</param>
/// <param name="Others">How many were scored by an earlier version's criteria, which cannot be compared.</param>
public sealed record RankableDemand(Lifecycle Lifecycle, IReadOnlyList<RankedItem> Items, int Others);

/// <summary>Reads the demand that is to be ranked. Scores of different models cannot be compared, so each process has its own list.</summary>
public sealed class RankingQueries(ITableStore tables, LifecycleLibrary lifecycles)
{
    /// <summary>The most that one list holds: more than anybody decides about at once.</summary>
    public const int Most = 5_000;

    /// <summary>The processes that score.</summary>
    public IReadOnlyList<Lifecycle> Lifecycles() => [.. lifecycles.All.Where(lifecycle => lifecycle.Scoring.Criteria.Count > 0)];

    /// <summary>The demand of a process; null where there is none of that name.</summary>
    public async Task<RankableDemand?> Demand(string lifecycle, CancellationToken cancellation = default)
    {
        if (lifecycles.Current(lifecycle) is not { } current)
            return null;
        var rows = await tables.Scan(OfficeTables.RequestRows, RequestLists.RankedPartition(lifecycle), cancellation: cancellation)
            .Select(stored => stored.Document).Take(Most).ToListAsync(cancellation);
        var items = rows.Where(row => row.Levels is { } levels && current.Scoring.Score(levels) is Outcome<decimal>.Done)
            .Select(row => new RankedItem(row.Id.Value, row.Title, row.Levels!, row.Cost)).ToList();
        return new(current, items, rows.Count - items.Count);
    }
}
