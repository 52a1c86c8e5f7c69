namespace PmoFlow.Domain.Import;

/// <summary>Finds out what parts the values of a file, from its beginning.</summary>
public static class SeparatorGuess
{
    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>
    /// The separator with which most records have the same number of values, and more than one; quoted separators and line ends do not
    /// count. A comma where nothing tells.
    /// </summary>
    /// <param name="beginning">At least some whole records, if the file has them.</param>
    /// <param name="isWhole">Whether that is the whole file, so that its last record is whole too.</param>
    public static char Of(string beginning, bool isWhole)
    {
        ArgumentNullException.ThrowIfNull(beginning);
        if (beginning.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && beginning.Length > 4)
            return beginning[4];
        return Candidates.Select(c => (Separator: c, Score: Score(Widths(beginning, c, isWhole)))).MaxBy(s => s.Score) is { Score: > 0 } best
            ? best.Separator
            : ',';
    }

    // How many records agree counts first; among separators that agree alike, the one that gives more values.
    private static double Score(List<int> widths)
    {
        if (widths.Count == 0)
            return 0;
        var modal = widths.GroupBy(w => w).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First();
        if (modal.Key < 2)
            return 0;
        var agreeing = (double)modal.Count() / widths.Count;
        return (agreeing * agreeing) + (0.01 * Math.Min(modal.Key, 50));
    }

    private static List<int> Widths(string text, char separator, bool isWhole)
    {
        var (widths, width, quoted, atStart, empty) = (new List<int>(), 1, false, true, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                    continue;
                if (i + 1 < text.Length && text[i + 1] == '"')
                    i++;
                else
                    quoted = false;
            }
            else if (c == '"' && atStart)
                (quoted, atStart, empty) = (true, false, false);
            else if (c == separator)
                (width, atStart, empty) = (width + 1, true, false);
            else if (c is '\n' or '\r')
            {
                if (!empty)
                    widths.Add(width);
                (width, atStart, empty) = (1, true, true);
            }
            else if (c != ' ')
                (atStart, empty) = (false, false);
        }
        if (isWhole && !empty)
            widths.Add(width);
        return widths;
    }
}
