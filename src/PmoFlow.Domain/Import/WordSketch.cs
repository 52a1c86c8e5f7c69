namespace PmoFlow.Domain.Import;

/// <summary>
/// A description in 32 numbers, enough to tell how many of its words another description shares (MinHash; Broder, "On the
/// resemblance and containment of documents", 1997) without keeping or comparing the texts.
/// </summary>
public static class WordSketch
{
    /// <summary>Numbers in a sketch.</summary>
    public const int Size = 32;

    /// <summary>The sketch of a text; empty for one of fewer than five different words, which says too little.</summary>
    public static IReadOnlyList<uint> Of(string? text)
    {
        var words = CellText.Words(text ?? "").Distinct().ToList();
        if (words.Count < 5)
            return [];
        var least = Enumerable.Repeat(uint.MaxValue, Size).ToArray();
        foreach (var word in words)
        {
            var hash = Hash(word);
            for (var i = 0; i < Size; i++)
            {
                var mixed = (uint)(Mix(hash + ((ulong)i * 0x9E3779B97F4A7C15UL)) >> 32);
                least[i] = Math.Min(least[i], mixed);
            }
        }
        return least;
    }

    /// <summary>About the share of words that two texts have in common, from 0 to 1; 0 where either is empty.</summary>
    public static double Likeness(IReadOnlyList<uint> one, IReadOnlyList<uint> other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Count != Size || other.Count != Size ? 0 : one.Zip(other).Count(p => p.First == p.Second) / (double)Size;
    }

    // FNV-1a, so that a sketch means the same in every process and on every day.
    private static ulong Hash(string word) => word.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);

    // The finaliser of MurmurHash3.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCDUL;
        x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return x ^ (x >> 33);
    }
}
