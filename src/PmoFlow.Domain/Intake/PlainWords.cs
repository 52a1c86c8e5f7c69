using System.Globalization;
using System.Text;

namespace PmoFlow.Domain.Intake;

/// <summary>A text as the words by which it is compared.</summary>
public static class PlainWords
{
    /// <summary>
    /// Lower-case words of letters and digits: accents, apostrophes and punctuation gone, "&amp;" as "and". Two spellings of one thing
    /// have the same words.
    /// </summary>
    public static IReadOnlyList<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
            else if (c is not ('\'' or '’' or '‘') && char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
            {
                End();
                if (c is '&' or '+')
                    words.Add("and");
            }
        }
        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }
}
