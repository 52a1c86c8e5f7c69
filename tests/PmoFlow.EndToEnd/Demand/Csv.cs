using System.Text;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>Rows with quotes, separated by commas unless said otherwise, read by means of the tests' own: the program's reader is what is tried elsewhere.</summary>
internal static class Csv
{
    public static List<Dictionary<string, string>> Read(string text, char separator = ',')
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted && (text[i] == separator || text[i] == '\n'))
                End(text[i] == '\n');
            else if (quoted || text[i] != '\r')
                cell.Append(text[i]);
        }
        End(true);
        return [.. rows.Skip(1).Where(values => values.Count == rows[0].Count)
            .Select(values => rows[0].Zip(values).ToDictionary(pair => pair.First, pair => pair.Second))];

        void End(bool ofRow)
        {
            row.Add(cell.ToString());
            cell.Clear();
            if (!ofRow)
                return;
            rows.Add(row);
            row = [];
        }
    }
}
