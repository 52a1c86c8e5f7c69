using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The versions that are kept in the table.</summary>
internal static class LifecycleShelf
{
    public static async Task<Dictionary<LifecycleVersion, LifecycleDocument>> Read(ITableStore tables, CancellationToken cancellation)
    {
        var stored = new Dictionary<LifecycleVersion, LifecycleDocument>();
        await foreach (var row in tables.Scan(LifecycleDocument.Table, LifecycleDocument.Partition, RowRange.All, cancellation))
            stored[row.Document.Lifecycle.Id] = row.Document;
        return stored;
    }

    /// <summary>
    /// Keeps a version as its file has it; comments and layout may have changed. Another process may start with other files at the
    /// same moment: the first one's version stands.
    /// </summary>
    public static async Task<LifecycleDocument> Keep(
        ITableStore tables, Lifecycle lifecycle, string text, LifecycleDocument? known, CancellationToken cancellation)
    {
        var key = LifecycleDocument.Key(lifecycle.Id);
        if (known is null)
        {
            var document = LifecycleDocument.Of(lifecycle, text);
            if (await tables.TryInsert(LifecycleDocument.Table, key, document, cancellation))
                return document;
            known = (await tables.Find(LifecycleDocument.Table, key, cancellation))?.Document;
            if (known is null || !known.SaysTheSameAs(lifecycle))
                throw new LifecycleFilesRefusedException([Changed(lifecycle, [known ?? document])]);
        }
        return known.Source == text ? known
            : (await tables.Change(LifecycleDocument.Table, key, there => there is null ? null : there with { Source = text }, cancellation))!;
    }

    public static FileDefect Changed(Lifecycle lifecycle, IEnumerable<LifecycleDocument> stored)
    {
        var latest = stored.Where(d => d.Name == lifecycle.Name).Max(d => d.Version);
        return new(
            lifecycle.Name + LifecycleFile.Ending, 1, 1,
            $"The file differs from {lifecycle.Id} as the office already started with it: requests may depend on that",
            $"write 'version: {latest + 1}', or undo the change");
    }
}
