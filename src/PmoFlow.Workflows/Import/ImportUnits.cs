using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Import;

/// <summary>The units that files name; one that the office does not know is added to its directory.</summary>
internal sealed class ImportUnits(OfficeDirectory directory)
{
    private const int LongestId = 40;

    /// <summary>The unit for each name. Case and punctuation make no difference, and an id is as good as a name.</summary>
    public async Task<IReadOnlyDictionary<string, UnitId>> Resolve(IEnumerable<string> names, CancellationToken cancellation)
    {
        var known = new Dictionary<string, UnitId>();
        foreach (var unit in await directory.Units(cancellation))
        {
            known.TryAdd(ProjectSighting.UnitKey(unit.Name), unit.Id);
            known.TryAdd(ProjectSighting.UnitKey(unit.Id.Value), unit.Id);
        }
        var resolved = new Dictionary<string, UnitId>();
        foreach (var name in names.Distinct())
        {
            var key = ProjectSighting.UnitKey(name);
            if (key.Length == 0)
                resolved[name] = RequestLists.NoUnit;
            else if (known.TryGetValue(key, out var unit))
                resolved[name] = unit;
            else
            {
                resolved[name] = known[key] = IdOf(key);
                await directory.Put(new Unit(known[key], name), cancellation);
            }
        }
        return resolved;
    }

    private static UnitId IdOf(string key)
    {
        var slug = key.Replace(' ', '-');
        return slug.Length <= LongestId && slug.All(char.IsAscii) && slug != RequestLists.NoUnit.Value
            ? new(slug)
            : new("unit-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..10]);
    }
}
