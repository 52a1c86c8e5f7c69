using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Money;
using PmoFlow.Workflows.Import;

namespace PmoFlow.Workflows.Delivery;

/// <summary>
/// Reads months of money from a CSV file with the columns <c>month</c> (2026-12) and any of <c>budget</c>, <c>actual</c>,
/// <c>forecast</c>, <c>complete</c> (percent). An empty cell changes nothing, a dash takes back what was said. All rows or none.
/// </summary>
internal static class MoneyFile
{
    private const int MostBytes = 1024 * 1024;
    private const int MostProblems = 20;

    private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["month"] = "month", ["period"] = "month", ["budget"] = "budget", ["planned"] = "budget", ["planned value"] = "budget", ["pv"] = "budget",
        ["actual"] = "actual", ["actuals"] = "actual", ["actual cost"] = "actual", ["ac"] = "actual", ["spent"] = "actual",
        ["forecast"] = "forecast", ["complete"] = "complete", ["complete %"] = "complete", ["% complete"] = "complete", ["progress"] = "complete",
    };

    public static async Task<Outcome<IReadOnlyList<MonthOfMoney>>> Read(Stream file, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, cancellation);
        if (memory.Length is 0 or > MostBytes)
            return Wrong(memory.Length == 0 ? "The file is empty." : "The file is over 1 MB; a project's months are a few pages at most.");
        if (await CsvFile.Open(memory, await FileEncoding.Detect(memory, cancellation), null, cancellation) is not { } csv)
            return Wrong("The file has no row with headings.");
        var at = csv.Headings.Select((heading, index) => (Name: Columns.GetValueOrDefault(heading), index))
            .Where(column => column.Name is not null).GroupBy(column => column.Name!).ToDictionary(group => group.Key, group => group.First().index);
        if (!at.ContainsKey("month") || at.Count < 2)
            return Wrong("The file needs a column month and at least one of budget, actual, forecast, complete. It has: " + string.Join(", ", csv.Headings) + ".");
        try
        {
            var rows = await csv.Rows(memory, cancellation).ToListAsync(cancellation);
            return Months(rows, at);
        }
        catch (UnreadableCsvException broken)
        {
            return Wrong(broken.Message);
        }
    }

    private static Outcome<IReadOnlyList<MonthOfMoney>> Months(
        List<(int Row, IReadOnlyList<string> Cells)> rows, Dictionary<string, int> at)
    {
        var (months, errors) = (new List<MonthOfMoney>(), new List<FieldError>());
        var shown = at.Where(column => column.Key != "month")
            .SelectMany(column => rows.Select(row => AmountText.Shows(Cell(row.Cells, column.Value)))).ToList();
        var mark = shown.FirstOrDefault(found => found != DecimalMark.Unknown);
        foreach (var (row, cells) in rows)
        {
            if (!Month.TryParse(Cell(cells, at["month"]), out var month))
                errors.Add(new("file", $"Row {row}: '{Cell(cells, at["month"])}' is no month such as 2026-12."));
            else
            {
                months.Add(new(month, Amount("budget"), Amount("actual"), Amount("forecast"), Amount("complete"))
                {
                    Clears = Clears("budget", MoneyParts.Budget) | Clears("actual", MoneyParts.Actual) | Clears("forecast", MoneyParts.Forecast) | Clears("complete", MoneyParts.Complete),
                });
            }

            MoneyParts Clears(string column, MoneyParts part) => at.TryGetValue(column, out var index) && IsDash(Cell(cells, index)) ? part : MoneyParts.None;

            decimal? Amount(string column)
            {
                if (!at.TryGetValue(column, out var index) || Cell(cells, index) is not { Length: > 0 } text || IsDash(text))
                    return null;
                if (AmountText.TryParse(column == "complete" ? text.TrimEnd('%', ' ') : text, mark, out var amount))
                    return amount;
                errors.Add(new("file", $"Row {row}: '{text}' is no {(column == "complete" ? "percentage" : "amount")} ({column})."));
                return null;
            }
        }
        return errors.Count > 0 ? new Refusal.Invalid([.. errors.Take(MostProblems)]) : months;
    }

    private static bool IsDash(string text) => text is "-" or "–" or "—";

    private static string Cell(IReadOnlyList<string> cells, int index) => index < cells.Count ? CellText.Clean(cells[index]) : "";

    private static Refusal.Invalid Wrong(string message) => new([new("file", message)]);
}
