namespace PmoFlow.Domain.Import;

/// <summary>
/// A project's name reduced to what stays the same when the next return spells it differently: case, punctuation, accents, what
/// stands in brackets, and words such as "programme" do not count.
/// </summary>
public sealed class ProjectName
{
    private static readonly HashSet<string> Fillers =
    [
        "programme", "programmes", "program", "programs", "project", "projects", "portfolio", "scheme", "initiative",
        "the", "a", "an", "of", "and", "for", "to", "in", "on", "at",
    ];

    private static readonly char[] Brackets = ['(', '['];

    private ProjectName(string full, string outside, string inside, IReadOnlyList<string> words)
    {
        (Full, Outside, Inside, Words) = (full, outside, inside, words);
    }

    /// <summary>All that counts, brackets included.</summary>
    public string Full { get; }

    /// <summary>What counts outside brackets.</summary>
    public string Outside { get; }

    /// <summary>What counts inside brackets; empty for none.</summary>
    public string Inside { get; }

    /// <summary>The words of <see cref="Outside"/>, each once.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Reduces a name.</summary>
    public static ProjectName Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (outside, inside) = Split(name);
        var words = Counting(outside);
        if (words.Count == 0)
            (words, inside) = (Counting(name), "");
        return new(string.Join(' ', Counting(name)), string.Join(' ', words), string.Join(' ', Counting(inside)), [.. words.Distinct()]);
    }

    /// <summary>
    /// How alike two names are, from 0 to 1: twice the words they share over all their words (Dice), a word with one letter more,
    /// less or other counting as shared. 0 where each has a number that the other has not: phase 1 is not phase 2.
    /// </summary>
    public static double Likeness(ProjectName one, ProjectName other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (NumbersOnlyIn(one, other) && NumbersOnlyIn(other, one))
            return 0;
        var left = other.Words.ToList();
        var shared = 0;
        foreach (var word in one.Words)
        {
            var at = left.IndexOf(word);
            if (at < 0)
                at = left.FindIndex(w => AlmostSame(word, w));
            if (at < 0)
                continue;
            left.RemoveAt(at);
            shared++;
        }
        return 2.0 * shared / (one.Words.Count + other.Words.Count);
    }

    /// <summary>The first letters of a word: enough to find names that share a word, also a misspelt one.</summary>
    public static string Stem(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length > 4 ? word[..4] : word;
    }

    private static bool NumbersOnlyIn(ProjectName one, ProjectName other) =>
        one.Words.Any(w => w.Any(char.IsDigit) && !other.Words.Contains(w));

    private static bool AlmostSame(string a, string b)
    {
        if (a.Length < 5 || b.Length < 5 || Math.Abs(a.Length - b.Length) > 1 || a.Any(char.IsDigit) || b.Any(char.IsDigit))
            return false;
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        var i = 0;
        while (i < shorter.Length && shorter[i] == longer[i])
            i++;
        return a.Length == b.Length ? a.AsSpan(i + 1).SequenceEqual(b.AsSpan(i + 1)) : shorter.AsSpan(i).SequenceEqual(longer.AsSpan(i + 1));
    }

    private static List<string> Counting(string text) => [.. CellText.Words(text).Where(w => !Fillers.Contains(w))];

    private static (string Outside, string Inside) Split(string name)
    {
        var (outside, inside, depth) = (new System.Text.StringBuilder(), new System.Text.StringBuilder(), 0);
        foreach (var c in name)
        {
            if (Brackets.Contains(c))
                depth++;
            (depth > 0 ? inside : outside).Append(c is '(' or ')' or '[' or ']' ? ' ' : c);
            if (c is ')' or ']' && depth > 0)
                depth--;
        }
        return (outside.ToString(), inside.ToString());
    }
}
