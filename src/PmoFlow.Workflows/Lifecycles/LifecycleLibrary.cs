using System.Collections.Immutable;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>
/// The office's processes: those its files hold now, which new requests begin with, and every version it ever started with, which
/// running requests stay on.
/// </summary>
public sealed class LifecycleLibrary
{
    private ImmutableDictionary<LifecycleVersion, Lifecycle> known = ImmutableDictionary<LifecycleVersion, Lifecycle>.Empty;
    private ImmutableSortedDictionary<string, Lifecycle> current =
        ImmutableSortedDictionary.Create<string, Lifecycle>(StringComparer.Ordinal);

    /// <summary>What new requests can begin with, by name.</summary>
    public IReadOnlyList<Lifecycle> All => [.. current.Values];

    /// <summary>That version, whether its file still exists or not; null where the office never started with it.</summary>
    public Lifecycle? Find(LifecycleVersion version) => known.GetValueOrDefault(version);

    /// <summary>That version, of something that began with it.</summary>
    /// <exception cref="KeyNotFoundException">The office never started with it.</exception>
    public Lifecycle Get(LifecycleVersion version) =>
        Find(version) ?? throw new KeyNotFoundException($"The office has no lifecycle {version}.");

    /// <summary>What a new request begins with; null where no file has that name.</summary>
    public Lifecycle? Current(string name) => current.GetValueOrDefault(name);

    /// <summary>
    /// Reads every <c>*.lifecycle.yaml</c> of the folder and keeps new versions in the table. To be called before the office
    /// starts; calling it again reads the files again. Where it throws, the library is as it was before.
    /// </summary>
    /// <exception cref="LifecycleFilesRefusedException">
    /// A file has defects, or says something else than the version of that number which the office already started with.
    /// </exception>
    public async Task LoadAsync(ITableStore tables, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var defects = new List<FileDefect>();
        var files = ReadFolder(folder, defects);
        var stored = await Stored(tables, cancellation);
        defects.AddRange(files.Where(f => stored.TryGetValue(f.Id, out var was) && !was.SaysTheSameAs(f)).Select(f => Changed(f, stored.Values)));
        if (defects.Count > 0)
            throw new LifecycleFilesRefusedException([.. defects.OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line)]);
        foreach (var lifecycle in files.Where(f => !stored.ContainsKey(f.Id)))
            await Keep(tables, lifecycle, cancellation);
        known = stored.Values.Select(d => d.Lifecycle).Concat(files).DistinctBy(l => l.Id).ToImmutableDictionary(l => l.Id);
        current = files.ToImmutableSortedDictionary(l => l.Name, l => l, StringComparer.Ordinal);
    }

    private static List<Lifecycle> ReadFolder(string folder, List<FileDefect> defects)
    {
        var paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + LifecycleFile.Ending) : [];
        if (paths.Length == 0)
            defects.Add(new(folder, 1, 1, "There is no lifecycle file", $"put at least one file *{LifecycleFile.Ending} into this folder"));
        var lifecycles = new List<Lifecycle>();
        var names = paths.Select(path => Path.GetFileName(path)[..^LifecycleFile.Ending.Length]).ToList();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            switch (LifecycleFile.Read(Path.GetFileName(path), File.ReadAllText(path), names))
            {
                case FileReading<Lifecycle>.Accepted(var lifecycle):
                    lifecycles.Add(lifecycle);
                    break;
                case FileReading<Lifecycle>.Refused(var found):
                    defects.AddRange(found);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
        return lifecycles;
    }

    private static async Task<Dictionary<LifecycleVersion, LifecycleDocument>> Stored(ITableStore tables, CancellationToken cancellation)
    {
        var stored = new Dictionary<LifecycleVersion, LifecycleDocument>();
        await foreach (var row in tables.Scan(LifecycleDocument.Table, LifecycleDocument.Partition, RowRange.All, cancellation))
            stored[row.Document.Lifecycle.Id] = row.Document;
        return stored;
    }

    /// <summary>Another process may start with other files at the same moment: the first one's version stands.</summary>
    private static async Task Keep(ITableStore tables, Lifecycle lifecycle, CancellationToken cancellation)
    {
        var (key, document) = (LifecycleDocument.Key(lifecycle.Id), LifecycleDocument.Of(lifecycle));
        if (await tables.TryInsert(LifecycleDocument.Table, key, document, cancellation))
            return;
        var there = await tables.Find(LifecycleDocument.Table, key, cancellation);
        if (there is null || !there.Document.SaysTheSameAs(lifecycle))
            throw new LifecycleFilesRefusedException([Changed(lifecycle, there is null ? [document] : [there.Document])]);
    }

    private static FileDefect Changed(Lifecycle lifecycle, IEnumerable<LifecycleDocument> stored)
    {
        var latest = stored.Where(d => d.Name == lifecycle.Name).Max(d => d.Version);
        return new(
            lifecycle.Name + LifecycleFile.Ending, 1, 1,
            $"The file differs from {lifecycle.Id} as the office already started with it: requests may depend on that",
            $"write 'version: {latest + 1}', or undo the change");
    }
}
