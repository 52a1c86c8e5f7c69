using System.Runtime.CompilerServices;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Requests under way and the version each is on. It reads the lists of the stages that are no ends: what has ended costs nothing.</summary>
public sealed class RunningRequests(ITableStore tables, LifecycleLibrary lifecycles)
{
    /// <summary>How many are on each version.</summary>
    public async Task<IReadOnlyDictionary<LifecycleVersion, int>> Counts(CancellationToken cancellation = default)
    {
        var (counts, versions) = (new Dictionary<LifecycleVersion, int>(), Versions());
        await foreach (var row in Rows(cancellation))
        {
            if (versions.TryGetValue(row.Lifecycle, out var version))
                counts[version] = counts.GetValueOrDefault(version) + 1;
        }
        return counts;
    }

    /// <summary>Those on that version, the newest of each stage first.</summary>
    public IAsyncEnumerable<RequestRow> On(LifecycleVersion version, CancellationToken cancellation = default) =>
        Rows(cancellation).Where(row => row.Lifecycle == version.ToString());

    private async IAsyncEnumerable<RequestRow> Rows([EnumeratorCancellation] CancellationToken cancellation)
    {
        var stages = lifecycles.Editions.SelectMany(edition => edition.Lifecycle.Stages)
            .Where(stage => stage is not LifecycleStage.End).Select(stage => stage.Name).Distinct().ToList();
        foreach (var stage in stages)
        {
            await foreach (var stored in tables.Scan(OfficeTables.RequestRows, RequestLists.StagePartition(stage), cancellation: cancellation))
            {
                if (stored.Document is { Outcome: RequestOutcome.Open } row && row.Stage == stage)
                    yield return row;
            }
        }
    }

    private Dictionary<string, LifecycleVersion> Versions() =>
        lifecycles.Editions.Select(edition => edition.Lifecycle.Id).ToDictionary(id => id.ToString());
}
