using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace PmoFlow.Domain.Timeline;

/// <summary>
/// One transition, chained to the one before it: each entry's hash covers the previous hash, so that an edit or a gap shows.
/// </summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Kind">What happened, as a stable word: <c>submitted</c>, <c>qualified</c>, <c>decided</c>.</param>
/// <param name="Actor">Who did it: a mail address, or <c>PmoFlow</c> where a deadline did.</param>
/// <param name="Summary">One sentence for people.</param>
/// <param name="Details">Facts by name.</param>
/// <param name="PreviousHash">Hash of the entry before; empty for the first.</param>
/// <param name="Hash">SHA-256 over all of the above, in lower-case hexadecimal.</param>
public sealed record TimelineEntry(
    int Sequence,
    DateTimeOffset At,
    string Kind,
    string Actor,
    string Summary,
    IReadOnlyDictionary<string, string> Details,
    string PreviousHash,
    string Hash)
{
    /// <summary>The actor of what nobody did: a deadline that passed, a rule that applied.</summary>
    public const string Office = "PmoFlow";

    /// <summary>The entry that follows one with that sequence and hash (0 and empty for the first).</summary>
    public static TimelineEntry Next(int previousSequence, string previousHash, DateTimeOffset at, TimelineDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var entry = new TimelineEntry(previousSequence + 1, at.ToUniversalTime(), draft.Kind, draft.Actor, draft.Summary,
            draft.Details ?? new Dictionary<string, string>(), previousHash, "");
        return entry with { Hash = entry.ComputeHash() };
    }

    /// <summary>What <see cref="Hash"/> should be. Every part goes in with its length, so that no two entries read alike.</summary>
    public string ComputeHash()
    {
        var text = new StringBuilder();
        Add(PreviousHash);
        Add(Sequence.ToString(CultureInfo.InvariantCulture));
        Add(At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
        Add(Kind);
        Add(Actor);
        Add(Summary);
        foreach (var (name, value) in Details.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            Add(name);
            Add(value);
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Add(string part) => text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n");
    }

    /// <summary>The first sequence at which a chain is broken, or null where it is whole.</summary>
    /// <param name="entries">In order, from the first.</param>
    public static int? FirstBreak(IEnumerable<TimelineEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var (sequence, hash) = (0, "");
        foreach (var entry in entries)
        {
            if (entry.Sequence != sequence + 1 || entry.PreviousHash != hash || entry.Hash != entry.ComputeHash())
                return sequence + 1;
            (sequence, hash) = (entry.Sequence, entry.Hash);
        }
        return null;
    }
}

/// <summary>What is to be entered.</summary>
public sealed record TimelineDraft(string Kind, string Actor, string Summary, IReadOnlyDictionary<string, string>? Details = null)
{
    /// <summary>Whether it tells how the office keeps its books, and nothing of the thing itself, whoever ordered it.</summary>
    // Drafts travel in what histories hold, which stays as it is.
    [JsonIgnore]
    public bool IsBookkeeping { get; init; }

    /// <summary>Whether a person, or a file, says something of the thing: what the office does by itself makes nothing newer.</summary>
    [JsonIgnore]
    public bool IsWord => Actor != TimelineEntry.Office && !IsBookkeeping;
}
