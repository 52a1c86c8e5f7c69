namespace PmoFlow.Domain.Import;

/// <summary>
/// Every known project by all that finds it: its numbers, its names, words of its names, its dates. Held in memory while a file
/// is planned.
/// </summary>
public sealed class ProjectIndex
{
    /// <summary>A sign that more projects than this share says nothing.</summary>
    public const int TooCommon = 64;

    private readonly Dictionary<ProjectId, KnownProject> projects = [];
    private readonly Dictionary<string, List<KnownProject>> byNumber = [];
    private readonly Dictionary<string, List<KnownProject>> byName = [];
    private readonly Dictionary<string, List<KnownProject>> byOutside = [];
    private readonly Dictionary<(string Unit, string Stem), List<KnownProject>> byStem = [];
    private readonly Dictionary<(string Unit, DateOnly Start, DateOnly End), List<KnownProject>> byDates = [];

    /// <summary>How many projects are known.</summary>
    public int Count => projects.Count;

    /// <summary>Adds a project, or what is new about one.</summary>
    public void Add(ProjectIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (!projects.TryGetValue(identity.Project, out var known))
            projects.Add(identity.Project, known = new KnownProject(identity));
        var seen = identity.Sightings.Where(s => !known.Indexed.Contains(s)).ToList();
        known.Identity = identity;
        foreach (var sighting in seen)
        {
            var (name, unit) = (ProjectName.Of(sighting.Name), ProjectSighting.UnitKey(sighting.Unit));
            known.Indexed.Add(sighting);
            known.Aliases.Add(new Alias(name, unit, ProjectSighting.NumberKey(sighting.Number), sighting));
            Put(byName, name.Full, known);
            Put(byOutside, name.Outside, known);
            if (ProjectSighting.NumberKey(sighting.Number) is { Length: > 0 } number)
                Put(byNumber, number, known);
            foreach (var word in name.Words)
                Put(byStem, (unit, ProjectName.Stem(word)), known);
            if (sighting is { Start: { } start, End: { } end })
                Put(byDates, (unit, start, end), known);
        }
    }

    /// <summary>What is known of one project.</summary>
    public ProjectIdentity? Find(ProjectId project) => projects.GetValueOrDefault(project)?.Identity;

    internal IReadOnlyList<KnownProject> WithNumber(string key) => Get(byNumber, key);

    internal IReadOnlyList<KnownProject> Named(ProjectName name) => Get(byName, name.Full);

    internal IReadOnlyList<KnownProject> NamedOutsideBrackets(ProjectName name) => Get(byOutside, name.Outside);

    internal IEnumerable<KnownProject> Resembling(string unit, ProjectName name, ProjectSighting row)
    {
        var sameDates = row is { Start: { } start, End: { } end } ? Get(byDates, (unit, start, end)) : [];
        return name.Words.Select(w => Get(byStem, (unit, ProjectName.Stem(w)))).Append(sameDates)
            .Where(l => l.Count <= TooCommon).SelectMany(l => l).Distinct();
    }

    private static List<KnownProject> Get<TKey>(Dictionary<TKey, List<KnownProject>> index, TKey key) where TKey : notnull =>
        index.TryGetValue(key, out var list) ? list : [];

    private static void Put<TKey>(Dictionary<TKey, List<KnownProject>> index, TKey key, KnownProject known) where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
            index.Add(key, list = []);
        if (list.Count <= TooCommon && !list.Contains(known))
            list.Add(known);
    }
}

internal sealed class KnownProject(ProjectIdentity identity)
{
    public ProjectIdentity Identity { get; set; } = identity;

    public HashSet<ProjectSighting> Indexed { get; } = [];

    public List<Alias> Aliases { get; } = [];

    public ProjectId Id => Identity.Project;

    public ProjectSighting Latest => Identity.Sightings[^1];
}

internal sealed record Alias(ProjectName Name, string Unit, string Number, ProjectSighting Sighting);
