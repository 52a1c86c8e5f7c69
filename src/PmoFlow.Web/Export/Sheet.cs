using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PmoFlow.Web.Export;

/// <summary>A table to take away: texts, numbers, days and instants; null is an empty cell.</summary>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="Headings">Of the columns.</param>
/// <param name="Rows">In order; each as long as the headings.</param>
internal sealed record Sheet(string Name, IReadOnlyList<string> Headings, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>As a file to be saved: <c>csv</c> or <c>xlsx</c>.</summary>
    public IResult ToResult(string kind) => kind == "xlsx"
        ? Results.File(Workbook.Of(this), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{Name}.xlsx")
        : Results.File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Csv())).ToArray(), "text/csv; charset=utf-8", $"{Name}.csv");

    /// <summary>As RFC 4180 has it.</summary>
    public string Csv()
    {
        var text = new StringBuilder();
        foreach (var row in Rows.Prepend(Headings.ToArray<object?>()))
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    /// <summary>
    /// A text that a spreadsheet would take for a formula gets an apostrophe in front: somebody's title must not run on another's
    /// machine (OWASP: CSV injection). Numbers are numbers, so a minus in front of one stays.
    /// </summary>
    public static string Harmless(string text) => text.TrimStart(' ', '"') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] ? "'" + text : text;

    /// <summary>
    /// A number as files write it, or null for what is text. One with three places, such as 33.333, could be read as thousands; a zero
    /// behind it says that it is none.
    /// </summary>
    public static string? Number(object? value) => value switch
    {
        decimal or int or long or double => Convert.ToString(value, CultureInfo.InvariantCulture) is var text && text is [.., '.', _, _, _] ? text + "0" : text,
        _ => null,
    };

    /// <summary>What is no number, as text.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Harmless(value.ToString() ?? ""),
    };

    private static string Cell(object? value)
    {
        var text = Number(value) ?? Text(value);
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
