using PmoFlow.Domain;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Web.Workshop;

/// <summary>Reads what the workshop's pages and its API show.</summary>
internal sealed class WorkshopPages(LifecycleLibrary lifecycles, RunningRequests running)
{
    /// <summary>Every version with its requests, those of one lifecycle together, the newest first.</summary>
    public async Task<IReadOnlyList<VersionLine>> Versions(CancellationToken cancellation)
    {
        var counts = await running.Counts(cancellation);
        return [.. lifecycles.Editions.Select(edition => new VersionLine(edition, counts.GetValueOrDefault(edition.Lifecycle.Id),
            lifecycles.Current(edition.Lifecycle.Name)?.Version == edition.Lifecycle.Version))];
    }

    /// <summary>A version of a lifecycle: the one that is asked for, else the one in force, else the newest; null where there is none.</summary>
    public LifecycleEdition? Edition(string name, int? version) => (version ?? lifecycles.Current(name)?.Version) is { } number
        ? lifecycles.Edition(new LifecycleVersion(name, number))
        : lifecycles.Editions.FirstOrDefault(edition => edition.Lifecycle.Name == name);

    /// <summary>The versions of a lifecycle, the newest first.</summary>
    public IReadOnlyList<LifecycleEdition> EditionsOf(string name) => [.. lifecycles.Editions.Where(edition => edition.Lifecycle.Name == name)];

    public static Refusal.NotFound None(string name) => new($"The office has no lifecycle '{name}', or not that version of it.");
}
