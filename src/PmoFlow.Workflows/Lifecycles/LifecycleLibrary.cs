using System.Collections.Immutable;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>
/// The office's processes: those that new requests begin with, and every version it ever started with or published, which running
/// requests stay on. A file of the folder is in force unless the workshop has published a later version of it.
/// </summary>
public sealed class LifecycleLibrary
{
    // Less than a function may take, at the end of which the host would take the episode away and run it again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private ImmutableDictionary<LifecycleVersion, LifecycleEdition> known = ImmutableDictionary<LifecycleVersion, LifecycleEdition>.Empty;
    private ImmutableSortedDictionary<string, Lifecycle> current =
        ImmutableSortedDictionary.Create<string, Lifecycle>(StringComparer.Ordinal);
    private ImmutableArray<LifecycleVersion> onDisk = [];
    private ITableStore? tables;

    /// <summary>What new requests can begin with, by name.</summary>
    public IReadOnlyList<Lifecycle> All => [.. current.Values];

    /// <summary>Every version that the office ever started with or published, by name, the newest first.</summary>
    public IReadOnlyList<LifecycleEdition> Editions =>
        [.. known.Values.OrderBy(e => e.Lifecycle.Name, StringComparer.Ordinal).ThenByDescending(e => e.Lifecycle.Version)];

    /// <summary>A library of these alone, which nothing can be added to: of an office that is only tried.</summary>
    public static LifecycleLibrary Of(IEnumerable<Lifecycle> lifecycles)
    {
        var all = lifecycles.ToList();
        return new LifecycleLibrary
        {
            known = all.ToImmutableDictionary(l => l.Id, l => new LifecycleEdition(l, null, null)),
            current = all.ToImmutableSortedDictionary(l => l.Name, l => l, StringComparer.Ordinal),
        };
    }

    /// <summary>That version, whether its file still exists or not; null where the office never started with it.</summary>
    public Lifecycle? Find(LifecycleVersion version) => Edition(version)?.Lifecycle;

    /// <summary>That version with where it came from; null where the office never started with it.</summary>
    public LifecycleEdition? Edition(LifecycleVersion version) => known.GetValueOrDefault(version) ?? Published(version);

    /// <summary>That version, of something that began with it.</summary>
    /// <exception cref="KeyNotFoundException">The office never started with it.</exception>
    public Lifecycle Get(LifecycleVersion version) =>
        Find(version) ?? throw new KeyNotFoundException($"The office has no lifecycle {version}.");

    /// <summary>
    /// The same for an orchestration, which ends for good by whatever it throws: where the version is not known here yet and the tables
    /// cannot be asked, they are waited for.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The office never started with it.</exception>
    internal Lifecycle Await(LifecycleVersion version)
    {
        var asked = TimeProvider.System.GetTimestamp();
        for (var wait = TimeSpan.FromMilliseconds(50); ; wait *= 2)
        {
            try
            {
                return Get(version);
            }
            catch (Exception outage) when (outage is not KeyNotFoundException && TimeProvider.System.GetElapsedTime(asked) + wait < Patience)
            {
                var pause = wait;
                Task.Run(() => Task.Delay(pause, TimeProvider.System)).GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>What a new request begins with; null where no file has that name and nothing was published under it.</summary>
    public Lifecycle? Current(string name) => current.GetValueOrDefault(name);

    /// <summary>The version that the folder holds; null where it has no such file.</summary>
    public int? OnDisk(string name) => onDisk.Where(file => file.Name == name).Select(file => (int?)file.Version).FirstOrDefault();

    /// <summary>
    /// Reads every <c>*.lifecycle.yaml</c> of the folder and keeps new versions in the table. To be called before the office
    /// starts; calling it again reads the files again. Where it throws, the library is as it was before.
    /// </summary>
    /// <exception cref="LifecycleFilesRefusedException">
    /// A file has defects, or says something else than the version of that number which the office already started with.
    /// </exception>
    public async Task LoadAsync(ITableStore store, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var stored = await LifecycleShelf.Read(store, cancellation);
        var published = stored.Values.Where(d => d.Publication is not null).Select(d => d.Name);
        var (files, defects) = LifecycleFolder.Read(folder, published);
        defects.AddRange(files.Where(f => stored.TryGetValue(f.Lifecycle.Id, out var was) && !was.SaysTheSameAs(f.Lifecycle))
            .Select(f => LifecycleShelf.Changed(f.Lifecycle, stored.Values)));
        if (defects.Count > 0)
            throw new LifecycleFilesRefusedException([.. defects.OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line)]);
        foreach (var (lifecycle, text) in files)
            stored[lifecycle.Id] = await LifecycleShelf.Keep(store, lifecycle, text, stored.GetValueOrDefault(lifecycle.Id), cancellation);
        tables = store;
        onDisk = [.. files.Select(file => file.Lifecycle.Id)];
        Take(stored.Values);
    }

    /// <summary>Takes in what was published meanwhile, also by another process. The host calls it every few seconds.</summary>
    public async Task Refresh(CancellationToken cancellation = default)
    {
        if (tables is not null)
            Take((await LifecycleShelf.Read(tables, cancellation)).Values);
    }

    /// <summary>Puts a version into force: new requests begin with it. False where that number is taken.</summary>
    internal async Task<bool> Publish(Lifecycle lifecycle, string source, Publication publication, CancellationToken cancellation)
    {
        var store = tables ?? throw new InvalidOperationException("The library has not been loaded.");
        var document = LifecycleDocument.Of(lifecycle, source) with { Publication = publication };
        if (!await store.TryInsert(LifecycleDocument.Table, LifecycleDocument.Key(lifecycle.Id), document, cancellation))
            return false;
        await Refresh(CancellationToken.None);
        return true;
    }

    private void Take(IEnumerable<LifecycleDocument> documents)
    {
        var all = documents.ToList();
        lock (gate)
        {
            known = all.ToImmutableDictionary(d => d.Lifecycle.Id, d => new LifecycleEdition(d.Lifecycle, d.Source, d.Publication));
            current = all.Where(d => d.Publication is not null || onDisk.Contains(d.Lifecycle.Id)).GroupBy(d => d.Name)
                .Select(versions => versions.MaxBy(d => d.Version)!.Lifecycle).ToImmutableSortedDictionary(l => l.Name, l => l, StringComparer.Ordinal);
        }
    }

    // An orchestration may come to this process a moment before word of the version that it began with. Versions never change, so
    // what is read here is the same on every replay; on one machine it is known already and nothing is read.
    private LifecycleEdition? Published(LifecycleVersion version)
    {
        if (tables is not { } store || version.Name is null)
            return null;
        var stored = Task.Run(() => store.Find(LifecycleDocument.Table, LifecycleDocument.Key(version))).GetAwaiter().GetResult();
        if (stored is null)
            return null;
        var edition = new LifecycleEdition(stored.Document.Lifecycle, stored.Document.Source, stored.Document.Publication);
        lock (gate)
            known = known.SetItem(version, edition);
        return edition;
    }
}
