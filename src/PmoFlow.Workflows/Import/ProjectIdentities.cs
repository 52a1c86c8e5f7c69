using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Import;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Import;

/// <summary>How projects have been seen in files, and what else tells them.</summary>
internal sealed class ProjectIdentities(ITableStore tables, OfficeDirectory directory)
{
    /// <summary>Every project that a row could be: those imported before, and those that were born from requests.</summary>
    public async Task<ProjectIndex> Load(CancellationToken cancellation)
    {
        var index = new ProjectIndex();
        await foreach (var stored in tables.Scan(ImportTables.Identities, ImportTables.All, cancellation: cancellation))
            index.Add(stored.Document);
        var units = (await directory.Units(cancellation)).ToDictionary(u => u.Id, u => u.Name);
        // A number made from a request's holds that one: P-R-…; an imported project's has no further hyphen.
        await foreach (var stored in tables.Scan(OfficeTables.ProjectRows, OfficeTables.All, RowRange.StartingWith("P-R-"), cancellation))
        {
            if (index.Find(stored.Document.Id) is null)
                index.Add(Of(stored.Document, units));
        }
        return index;
    }

    /// <summary>One project's, or null where no row has been taken for it.</summary>
    public async Task<ProjectIdentity?> Find(ProjectId project, CancellationToken cancellation) =>
        (await tables.Find(ImportTables.Identities, new(ImportTables.All, project.Value), cancellation))?.Document;

    /// <summary>Writes them over what is there.</summary>
    public async Task Save(IEnumerable<ProjectIdentity> identities, CancellationToken cancellation)
    {
        foreach (var part in identities.Chunk(ITableStore.MaxBatchOperations))
        {
            var batch = new TableBatch(ImportTables.Identities.Table, ImportTables.All);
            foreach (var identity in part)
                batch.Upsert(ImportTables.Identities, identity.Project.Value, identity);
            await tables.Write(batch, cancellation);
        }
    }

    /// <summary>What a project that no file has mentioned is known by.</summary>
    public static ProjectIdentity Of(ProjectRecord project, IReadOnlyDictionary<UnitId, string> units) => new(project.Id,
        [new(ProjectSighting.BeforeFiles, project.Name, project.Id.Value, units.GetValueOrDefault(project.Unit, project.Unit.Value), project.Start, project.End)],
        WordSketch.Of(project.Description));
}
