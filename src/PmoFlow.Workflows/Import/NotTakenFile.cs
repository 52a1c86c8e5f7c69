using System.Text;
using PmoFlow.Domain.Import;

namespace PmoFlow.Workflows.Import;

/// <summary>Writes the rows that were not taken, so that they can be corrected and imported alone.</summary>
internal sealed class NotTakenFile(ImportedRows rows)
{
    public async Task Write(ImportRecord import, Stream output, CancellationToken cancellation)
    {
        // With its mark, or a spreadsheet takes UTF-8 for something else.
        await using var text = new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };
        await Line(text, ["Row", "Reason", "Column", "What to do", .. import.File.Columns.Select(c => c.Heading)]);
        var chunks = rows.Chunks(import.Id, cancellation).GetAsyncEnumerator(cancellation);
        await using (chunks)
        {
            await foreach (var plan in rows.Plans(import.Id, 0, cancellation))
            {
                if (!await chunks.MoveNextAsync())
                    return;
                var cells = chunks.Current.Rows.ToDictionary(r => r.Row, r => r.Cells);
                foreach (var row in plan.Rows.Where(r => r.Action == RowAction.NotTaken))
                {
                    var problem = row.Problems.Count > 0 ? row.Problems[0] : null;
                    await Line(text, [row.Row.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Why, problem?.Column ?? "", problem?.Fix ?? "",
                        .. cells.GetValueOrDefault(row.Row, [])]);
                }
            }
        }
    }

    private static Task Line(StreamWriter text, IEnumerable<string> cells) => text.WriteLineAsync(string.Join(',', cells.Select(Quoted)));

    private static string Quoted(string cell)
    {
        var safe = CellText.Defuse(cell);
        return safe.AsSpan().ContainsAny(",\"\r\n'") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
