using System.Globalization;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Operations;

/// <summary>Which instances to list.</summary>
/// <param name="Sought">An id, its beginning, or the number of a request, project, action or import.</param>
/// <param name="Name">Only this orchestration.</param>
/// <param name="Status">Only this state.</param>
/// <param name="Cursor">Where the last page ended.</param>
/// <param name="PageSize">At most so many.</param>
public sealed record InstanceListQuery(
    string? Sought = null, string? Name = null, OrchestrationStatus? Status = null, string? Cursor = null, int PageSize = 50);

/// <summary>What is known of one instance.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Subject">What it works for.</param>
/// <param name="Waits">What it waits for; null where the platform does not tell.</param>
/// <param name="History">What it did; null where the platform does not tell.</param>
/// <param name="Parked">Its work that waits for a person, the first <see cref="OperationsQueries.MostParked"/>.</param>
/// <param name="Commands">What administrators did to it, newest first.</param>
public sealed record InstanceView(
    OrchestrationState State, InstanceSubject Subject, IReadOnlyList<WaitReason>? Waits, IReadOnlyList<HistoryLine>? History,
    IReadOnlyList<ParkedWork> Parked, IReadOnlyList<CommandRecord> Commands);

/// <summary>Reads what an administrator looks at.</summary>
public sealed class OperationsQueries(
    IOrchestrationClient client, IOrchestrationOperations operations, CommandLog log, OrchestrationCatalog catalog)
{
    /// <summary>How much parked work is read at once; there may be more where there is so much.</summary>
    public const int MostParked = 1000;

    /// <summary>What the platform offers.</summary>
    public IOrchestrationOperations Platform => operations;

    /// <summary>Every orchestration there can be instances of.</summary>
    public IReadOnlyList<string> Names { get; } = [.. catalog.Orchestrations.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Instances in order of their ids, a page at a time; a page may be shorter than asked, with a cursor to go on.</summary>
    public async Task<OrchestrationPage> List(InstanceListQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var prefixes = InstanceSubject.Prefixes(query.Sought);
        var (at, cursor) = Begin(query.Cursor);
        var found = new List<OrchestrationState>();
        for (; at < prefixes.Count && found.Count < query.PageSize; at++, cursor = null)
        {
            var page = await client.List(
                new OrchestrationQuery(prefixes[at], query.Name, query.Status, cursor, query.PageSize - found.Count), cancellation);
            found.AddRange(page.Instances);
            if (page.Cursor is not null)
                return new(found, string.Create(CultureInfo.InvariantCulture, $"{at}|{page.Cursor}"));
        }
        return new(found, at < prefixes.Count ? string.Create(CultureInfo.InvariantCulture, $"{at}|") : null);
    }

    /// <summary>One instance, or null.</summary>
    public async Task<InstanceView?> Find(string id, CancellationToken cancellation = default)
    {
        if (await client.Get(id, cancellation) is not { } state)
            return null;
        var waits = operations.Offers.Contains(OperatorAbility.Waits) ? await operations.WhyWaiting(id, cancellation) : null;
        return new(state, InstanceSubject.Of(id), waits, await History(id, cancellation),
            await Parked(id, cancellation), (await log.About(id, cancellation)).Rows);
    }

    /// <summary>What it did; null where there is no such instance or the platform does not tell.</summary>
    public async Task<IReadOnlyList<HistoryLine>?> History(string id, CancellationToken cancellation = default) =>
        operations.Offers.Contains(OperatorAbility.History) ? await operations.History(id, cancellation) : null;

    /// <summary>
    /// Work that waits for a person, of one instance or of all, the first <see cref="MostParked"/>; empty where the platform parks none.
    /// </summary>
    public async Task<IReadOnlyList<ParkedWork>> Parked(string? instance = null, CancellationToken cancellation = default) =>
        operations.Offers.Contains(OperatorAbility.ParkedWork) ? await operations.Parked(MostParked, instance, cancellation) : [];

    private static (int At, string? Cursor) Begin(string? cursor) =>
        cursor?.Split('|', 2) is [var at, var rest] && int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (number, rest.Length > 0 ? rest : null) : (0, null);
}
