using System.Globalization;

namespace PmoFlow.Domain.Import;

/// <summary>The cells of one row, read through a mapping. What cannot be read is kept as a field and noted.</summary>
internal sealed class RowCells(ImportMapping mapping, IReadOnlyList<string> cells)
{
    private readonly SortedDictionary<string, string> fields = new(StringComparer.Ordinal);

    public List<RowProblem> Problems { get; } = [];

    public ImportMapping Mapping { get; } = mapping;

    /// <summary>Columns that are nothing else, and values that could not be read, by heading.</summary>
    public IReadOnlyDictionary<string, string> Fields => fields;

    public void KeepTheRest()
    {
        foreach (var column in Mapping.Columns.Where(c => c.Target is null))
            Keep(column.Heading, Cell(column));
    }

    public void Keep(string name, string value)
    {
        if (value.Length > 0)
            fields[name] = value;
    }

    public string Text(string target) => Mapping.Of(target) is { } column ? Cell(column) : "";

    public string Line(string target) => string.Join(' ', Text(target).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public DateOnly? Date(string target)
    {
        if (Mapping.Of(target) is not { } column || Cell(column) is not { Length: > 0 } text)
            return null;
        if (DateText.TryParse(text, column.DateOrder, out var date))
            return date;
        NotRead(column, text, "a date", "Write it as 2026-11-23 if it is one");
        return null;
    }

    public decimal? Amount(string target)
    {
        if (Mapping.Of(target) is not { } column || Cell(column) is not { Length: > 0 } text)
            return null;
        if (AmountText.TryParse(text, column.DecimalMark, out var amount))
            return amount * Mapping.AmountScale;
        NotRead(column, text, "an amount", "Write it as 1234.56 if it is one");
        return null;
    }

    public void NotRead(ColumnMapping column, string text, string what, string fix)
    {
        Keep(column.Heading, text);
        Problems.Add(new(column.Heading, $"\"{Cut(text)}\" is not {what}; it is kept as text.", $"{fix}, or leave it: nothing is lost."));
    }

    public static string Cut(string text) =>
        text.Length <= 80 ? text.ReplaceLineEndings(" ") : string.Concat(text.AsSpan(0, 80).ToString().ReplaceLineEndings(" "), "…");

    public static string Plain(decimal amount) => amount.ToString("0.##########", CultureInfo.InvariantCulture);

    private string Cell(ColumnMapping column) => column.Index < cells.Count ? CellText.Clean(cells[column.Index]) : "";
}
