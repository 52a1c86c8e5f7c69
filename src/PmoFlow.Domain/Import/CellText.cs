using System.Globalization;
using PmoFlow.Domain.Intake;

namespace PmoFlow.Domain.Import;

/// <summary>One cell of a file as text. A cell is data and nothing else: whatever it holds is never evaluated.</summary>
public static class CellText
{
    /// <summary>
    /// Without space around it (no-break space included), with one kind of line end, and without the control characters that a
    /// wrong or damaged encoding leaves behind.
    /// </summary>
    public static string Clean(string? cell)
    {
        if (string.IsNullOrEmpty(cell))
            return "";
        var text = cell.Trim().Trim('\uFEFF').Trim();
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1F') && !text.AsSpan().ContainsAnyInRange('\x7F', '\x9F'))
            return text;
        return new string([.. text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))]).Trim();
    }

    /// <summary>
    /// As it may be written into a file that a spreadsheet opens: what a spreadsheet would take for a formula gets an apostrophe in
    /// front (OWASP, "CSV Injection"). A plain number keeps its sign.
    /// </summary>
    public static string Defuse(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var begin = cell.AsSpan().TrimStart(' ');
        var dangerous = begin.Length > 0 && (begin[0] is '=' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'
            || (begin[0] is '+' or '-' && !decimal.TryParse(begin, NumberStyles.Number, CultureInfo.InvariantCulture, out _)));
        return dangerous ? "'" + cell : cell;
    }

    /// <summary>What a cell was before it was made harmless: a file that the office wrote can be brought in again as it is.</summary>
    public static string Armed(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell is ['\'', .. var rest] && rest.TrimStart(' ', '"') is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] ? rest : cell;
    }

    /// <summary>
    /// Lower-case words of letters and digits: accents, apostrophes and punctuation gone, "&amp;" as "and". Two spellings of one thing
    /// have the same words.
    /// </summary>
    public static IReadOnlyList<string> Words(string text) => PlainWords.Of(text);
}
