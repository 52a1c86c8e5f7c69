using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What a project needs of others, and what others need of it, each with the names of both.</summary>
public sealed record ProjectNeeds(IReadOnlyList<ProjectNeed> Needs, IReadOnlyList<ProjectNeed> NeededBy)
{
    /// <summary>Both.</summary>
    public IReadOnlyList<ProjectNeed> All => [.. Needs, .. NeededBy];
}

/// <summary>
/// Reads what projects need of each other. Names and plans of others are read here alone, for what shows them: most of what looks at a project
/// does not, and a project that hundreds need would cost hundreds of reads at each look.
/// </summary>
public sealed class NeedQueries(ITableStore tables, ProjectLedger ledger, DeliveryQueries deliveries)
{
    /// <summary>What a project says that it needs of others.</summary>
    public async Task<IReadOnlyList<ProjectDependency>> List(ProjectId id, CancellationToken cancellation = default) =>
        (await ledger.Document(id, DeliveryTables.Needs, DeliveryTables.NeedsRow, cancellation))?.Dependencies ?? [];

    /// <summary>What a project needs of others, and others of it.</summary>
    public async Task<ProjectNeeds> Of(ProjectDelivery project, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        var needs = await List(project.Project.Id, cancellation);
        var neededBy = await tables.Scan(DeliveryTables.NeededBy, project.Project.Id.Value, cancellation: cancellation)
            .SelectMany(row => row.Document.Dependencies).ToListAsync(cancellation);
        var named = await Named([project], [.. needs, .. neededBy], cancellation);
        return new([.. named.Take(needs.Count)], [.. named.Skip(needs.Count)]);
    }

    /// <summary>What several projects need, of each other and of others.</summary>
    public async Task<IReadOnlyList<ProjectNeed>> Of(IReadOnlyList<ProjectDelivery> projects, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(projects);
        var needs = await Task.WhenAll(projects.Select(project => List(project.Project.Id, cancellation)));
        return await Named(projects, [.. needs.SelectMany(of => of)], cancellation);
    }

    /// <summary>In the same order; each project that is not known yet is read once, all side by side.</summary>
    private async Task<IReadOnlyList<ProjectNeed>> Named(
        IReadOnlyList<ProjectDelivery> known, IReadOnlyList<ProjectDependency> needs, CancellationToken cancellation)
    {
        var at = known.ToDictionary(one => one.Project.Id);
        var (naming, planning) = (
            Others(needs.SelectMany(need => new[] { need.Project, need.On }), async id => (await ledger.Find(id, cancellation))?.Name ?? id.Value),
            Others(needs.Select(need => need.On), id => deliveries.Plan(id, cancellation)));
        var (names, plans) = (await naming, await planning);
        return [.. needs.Select(need => new ProjectNeed(need, Name(need.Project), Name(need.On), at.TryGetValue(need.On, out var one) ? one.Plan : plans[need.On]))];

        string Name(ProjectId id) => at.TryGetValue(id, out var one) ? one.Project.Name : names[id];

        async Task<Dictionary<ProjectId, T>> Others<T>(IEnumerable<ProjectId> ids, Func<ProjectId, Task<T>> read) =>
            (await Task.WhenAll(ids.Where(id => !at.ContainsKey(id)).Distinct().Select(async id => (Id: id, Of: await read(id))))).ToDictionary(one => one.Id, one => one.Of);
    }
}
