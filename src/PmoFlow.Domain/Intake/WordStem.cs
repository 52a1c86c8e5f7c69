namespace PmoFlow.Domain.Intake;

/// <summary>Words without their English endings, so that <c>invoices</c> meets <c>invoice</c> and <c>scanning</c> meets <c>scan</c>.</summary>
internal static class WordStem
{
    private static readonly (string Ending, string Instead, int Shortest)[] Endings =
    [
        ("ies", "y", 5), ("sses", "ss", 5), ("ations", "at", 8), ("ation", "at", 7), ("ings", "", 6), ("ing", "", 6), ("ers", "", 6), ("ed", "", 5),
        ("es", "e", 5), ("s", "", 4),
    ];

    /// <summary>The stem; the same for a word and its usual forms, and not always a word itself.</summary>
    public static string Of(string word)
    {
        foreach (var (ending, instead, shortest) in Endings)
        {
            if (word.Length >= shortest && word.EndsWith(ending, StringComparison.Ordinal) && !word.EndsWith("ss", StringComparison.Ordinal))
            {
                word = word[..^ending.Length] + instead;
                break;
            }
        }
        if (word.Length > 4 && word[^1] == 'e')
            word = word[..^1];
        return word.Length > 4 && word[^1] == word[^2] && word[^1] is not ('l' or 's' or 'z') ? word[..^1] : word;
    }
}
