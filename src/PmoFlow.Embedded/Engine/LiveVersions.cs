using System.Text.Json;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>Which code, and which versions of what they are pinned to, the live instances of a file need.</summary>
internal static class LiveVersions
{
    /// <exception cref="UnknownOrchestrationsException">Live instances need what this program does not have.</exception>
    public static IReadOnlyList<RunningVersion> Find(Database database, OrchestrationCatalog catalog)
    {
        var (found, missing) = (new List<RunningVersion>(), new List<string>());
        foreach (var (name, live, first) in database.Read(Names))
        {
            if (!catalog.Orchestrations.TryGetValue(name, out var definition))
                missing.Add(Missing(name, live, first));
            else if (definition.Pinned is not { } pinned)
                found.Add(new RunningVersion(name, null, live));
            else
                found.AddRange(Pinned(database, name, pinned, missing));
        }
        return missing.Count == 0 ? found : throw new UnknownOrchestrationsException(missing);
    }

    private static List<RunningVersion> Pinned(
        Database database, string name, Func<ReadOnlyMemory<byte>, PinnedVersion> pinned, List<string> missing)
    {
        var found = new List<RunningVersion>();
        foreach (var (version, (live, first)) in database.Read(connection => Count(connection, name, pinned)))
        {
            if (version.IsThere)
                found.Add(new RunningVersion(name, version.Version, live));
            else
                missing.Add(Missing($"{name} on {version.Version}", live, first));
        }
        return found;
    }

    private static Dictionary<PinnedVersion, (long Live, string First)> Count(
        Connection connection, string name, Func<ReadOnlyMemory<byte>, PinnedVersion> pinned)
    {
        var counts = new Dictionary<PinnedVersion, (long Live, string First)>();
        var rows = connection.Prepare("SELECT i.id, p.body FROM instances i JOIN inputs p ON p.instance=i.instance WHERE i.status<4 AND i.name=?").Bind(name);
        while (rows.Next())
        {
            var version = Read(rows.Blob(1), pinned);
            counts[version] = counts.TryGetValue(version, out var count) ? (count.Live + 1, count.First) : (1, rows.Text(0));
        }
        return counts;
    }

    // An input that cannot be read stops its own instance when it runs, not the start of all others.
    private static PinnedVersion Read(byte[] input, Func<ReadOnlyMemory<byte>, PinnedVersion> pinned)
    {
        try
        {
            return pinned(input);
        }
        catch (JsonException)
        {
            return new PinnedVersion("an input that cannot be read", IsThere: true);
        }
    }

    private static List<(string Name, long Live, string First)> Names(Connection connection)
    {
        var rows = connection.Prepare("SELECT name, count(*), min(id) FROM instances WHERE status<4 GROUP BY name");
        var names = new List<(string, long, string)>();
        while (rows.Next())
            names.Add((rows.Text(0), rows.Long(1), rows.Text(2)));
        return names;
    }

    private static string Missing(string what, long live, string first) => $"{what} ({live} live, the first is {first})";
}

/// <summary>Starting now would leave instances without code, or without the version they are pinned to; the list says which.</summary>
public sealed class UnknownOrchestrationsException(IReadOnlyList<string> missing)
    : Exception($"Live instances need what this program does not have: {string.Join("; ", missing)}. "
        + "Start the program that has it, or bring it back; with the office's data nothing was done.")
{
    /// <summary>One line for each.</summary>
    public IReadOnlyList<string> Missing { get; } = missing;
}
