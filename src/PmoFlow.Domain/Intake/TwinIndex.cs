namespace PmoFlow.Domain.Intake;

/// <summary>A request that may ask for the same.</summary>
/// <param name="Request">Which.</param>
/// <param name="Likeness">From 0 to 1: the cosine of the angle between the two texts' words.</param>
public sealed record Twin(RequestId Request, double Likeness);

/// <summary>
/// Finds the requests that say the same in other words. Texts are compared as vectors of their stemmed words, each weighed by how often
/// it stands there and how rare it is among all requests (tf–idf with cosine: Salton and Buckley, "Term-weighting approaches in automatic
/// text retrieval", 1988). A sketch of words as for imports would not do: it counts common words as much as rare ones, and reworded twins
/// share few. Held in memory; not safe for several threads.
/// </summary>
public sealed class TwinIndex
{
    /// <summary>Below this, two texts share words by chance.</summary>
    public const double LeastLikeness = 0.2;

    /// <summary>One word in common, however rare, makes no twin.</summary>
    public const int LeastSharedWords = 2;

    private readonly Dictionary<RequestId, Dictionary<string, double>> texts = [];
    private readonly Dictionary<string, HashSet<RequestId>> byWord = [];

    /// <summary>How many requests are known.</summary>
    public int Count => texts.Count;

    /// <summary>Adds a request, or what it says after a revision.</summary>
    public void Put(RequestId request, IReadOnlyList<string> words)
    {
        if (texts.Remove(request, out var before))
        {
            foreach (var word in before.Keys)
                byWord[word].Remove(request);
        }
        var vector = Frequencies(words);
        texts[request] = vector;
        foreach (var word in vector.Keys)
        {
            if (!byWord.TryGetValue(word, out var having))
                byWord.Add(word, having = []);
            having.Add(request);
        }
    }

    /// <summary>The words of a request by which it is found, most of them once; short enough to be stored beside it.</summary>
    public static IReadOnlyList<string> WordsOf(string? title, string? description) =>
        [.. PlainWords.Of($"{title} {description}").Where(word => !CommonWords.Contains(word)).Select(WordStem.Of).Take(MostWords)];

    /// <summary>What is most like that text, best first.</summary>
    public IReadOnlyList<Twin> Like(IReadOnlyList<string> words, int most)
    {
        var asked = Frequencies(words);
        var shared = new Dictionary<RequestId, (double Product, int Words)>();
        foreach (var (word, frequency) in asked)
        {
            var weight = Rarity(word) * Rarity(word) * frequency;
            foreach (var request in byWord.GetValueOrDefault(word) ?? [])
            {
                var (product, count) = shared.GetValueOrDefault(request);
                shared[request] = (product + (weight * texts[request][word]), count + 1);
            }
        }
        var length = Length(asked);
        return [.. shared.Where(s => s.Value.Words >= LeastSharedWords).Select(s => new Twin(s.Key, s.Value.Product / (length * Length(texts[s.Key]))))
            .Where(twin => twin.Likeness >= LeastLikeness).OrderByDescending(twin => twin.Likeness).ThenBy(twin => twin.Request.Value, StringComparer.Ordinal).Take(most)];
    }

    private const int MostWords = 200;

    private static Dictionary<string, double> Frequencies(IReadOnlyList<string> words) =>
        words.GroupBy(word => word).ToDictionary(group => group.Key, group => 1 + Math.Log(group.Count()));

    private double Rarity(string word) => Math.Log(1 + (texts.Count / ((byWord.GetValueOrDefault(word)?.Count ?? 0) + 0.5)));

    private double Length(Dictionary<string, double> vector) => Math.Sqrt(vector.Sum(term => Math.Pow(term.Value * Rarity(term.Key), 2)));

    // Words that every request has. English, as the forms that ship; words of other languages are weighed down by being frequent.
    private static readonly HashSet<string> CommonWords =
    [
        "a", "an", "and", "are", "as", "at", "be", "because", "been", "but", "by", "can", "cannot", "could", "do", "does", "each", "every", "for", "from",
        "get", "has", "have", "here", "how", "if", "in", "into", "is", "it", "its", "let", "like", "many", "may", "more", "must", "need", "needs", "new",
        "no", "nobody", "not", "of", "often", "on", "once", "one", "only", "or", "our", "out", "over", "own", "please", "shall", "should", "since", "so",
        "some", "somebody", "still", "take", "takes", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "too",
        "twice", "up", "us", "use", "used", "want", "wants", "was", "we", "were", "what", "when", "where", "which", "while", "who", "will", "with",
        "without", "would", "you", "your", "another", "any", "anybody", "both", "between", "after", "again", "before", "during", "instead", "several", "much",
        "day", "days", "time", "times", "week", "weeks", "month", "months", "year", "years", "all",
    ];
}
