using System.Globalization;
using System.Text;

namespace PmoFlow.Domain.Intake;

/// <summary>Names of files as senders give them. A name is shown and offered for saving, and never opened.</summary>
public static class FileNames
{
    private const int Longest = 120;
    private const string Reserved = "<>:\"/\\|?*";

    /// <summary>
    /// The last part of a path, accents kept; without what file systems or terminals read as something else, nor the marks that turn the
    /// direction of writing, by which <c>exe.fdp</c> would look like <c>pdf.exe</c>.
    /// </summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                && rune != Rune.ReplacementChar && !(rune.IsAscii && Reserved.Contains((char)rune.Value)))
                kept.Append(rune.ToString());
        }
        var clean = kept.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '.');
        if (clean.Length == 0)
            return "file";
        var ending = clean.LastIndexOf('.') is > 0 and var point && clean.Length - point <= 10 ? clean[point..] : "";
        return clean.Length <= Longest ? clean : Shortened(clean[..^ending.Length], Longest - ending.Length) + ending;
    }

    /// <summary>Its ending in small letters, without the point; empty where it has none. <c>jpeg</c> is <c>jpg</c>.</summary>
    public static string Ending(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var ending = name.LastIndexOf('.') is >= 0 and var point ? name[(point + 1)..].ToLowerInvariant() : "";
        return ending == "jpeg" ? "jpg" : ending;
    }

    private static string Shortened(string text, int longest) => text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
