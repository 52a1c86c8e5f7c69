using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>The chain of a timeline, computed again from what the documentation says about it.</summary>
internal static class TimelineChain
{
    /// <summary>What is wrong with it, if anything.</summary>
    public static string? Problem(Timeline timeline)
    {
        var previous = "";
        foreach (var (entry, i) in timeline.Entries.Select((entry, i) => (entry, i)))
        {
            if (entry.Sequence != i + 1)
                return $"entry {i + 1} is numbered {entry.Sequence}";
            if (entry.PreviousHash != previous || entry.Hash != Hash(entry))
                return $"the chain breaks at entry {entry.Sequence}";
            previous = entry.Hash;
        }
        return timeline.Whole ? null : "the office itself says that it is broken";
    }

    private static string Hash(TimelineStep entry)
    {
        List<string> parts =
        [
            entry.PreviousHash, entry.Sequence.ToString(CultureInfo.InvariantCulture),
            entry.At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture), entry.Kind, entry.Actor, entry.Summary,
            .. entry.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal).SelectMany(detail => new[] { detail.Key, detail.Value }),
        ];
        var text = string.Concat(parts.Select(part => FormattableString.Invariant($"{part.Length}:{part}\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
