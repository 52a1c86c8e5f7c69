using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Import;

/// <summary>A mapping as programs and forms send it.</summary>
internal static class MappingForms
{
    /// <summary>Of the API; a heading alone is enough to name a column.</summary>
    public static Outcome<ImportMapping> Read(MappingResource sent, ImportRecord import)
    {
        var (columns, errors) = (new List<ColumnMapping>(), new List<FieldError>());
        foreach (var (column, i) in (sent.Columns ?? []).Select((c, i) => (c, i)))
        {
            var index = column.Index ?? import.File.Columns.ToList().FindIndex(c => string.Equals(c.Heading, column.Heading?.Trim(), StringComparison.OrdinalIgnoreCase));
            if (index < 0 || index >= import.File.Columns.Count)
                errors.Add(new($"columns[{i}]", column.Index is null ? $"The file has no column \"{column.Heading}\"." : $"The file has no column {column.Index}; its {import.File.Columns.Count} columns are numbered from 0."));
            else
                columns.Add(Column(import, index, column.Target, ChoiceWords.Read<DateOrder>(column.DateOrder), ChoiceWords.Read<DecimalMark>(column.DecimalMark)));
        }
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        return new ImportMapping(columns)
        {
            Period = Words(sent.Period),
            Unit = Words(sent.Unit),
            AmountScale = sent.AmountScale ?? 1,
            StartHealthChecks = sent.StartHealthChecks ?? false,
            CloseUnmentioned = sent.CloseUnmentioned ?? false,
            Lead = Words(sent.Lead),
            RequesterEmail = Words(sent.RequesterEmail),
        };
    }

    /// <summary>Of the page.</summary>
    public static ImportMapping Read(FormBody form, ImportRecord import) => new(
        [.. import.File.Columns.Select((_, i) => Column(import, i, form[FieldOf(i)],
            ChoiceWords.Read<DateOrder>(form["dateOrder"]), ChoiceWords.Read<DecimalMark>(form["decimalMark"])))])
    {
        Period = form["period"],
        Unit = form["unit"],
        AmountScale = decimal.TryParse(form["amountScale"], NumberStyles.None, CultureInfo.InvariantCulture, out var scale) ? scale : 1,
        StartHealthChecks = form["startHealthChecks"] is not null,
        CloseUnmentioned = form["closeUnmentioned"] is not null,
        Lead = form["lead"],
        RequesterEmail = form["requesterEmail"],
    };

    /// <summary>Name of the field that says what a column is.</summary>
    public static string FieldOf(int column) => string.Create(CultureInfo.InvariantCulture, $"columns.{column}");

    private static ColumnMapping Column(ImportRecord import, int index, string? target, DateOrder? order, DecimalMark? mark)
    {
        var found = import.Mapping.Columns[index];
        return found with
        {
            Target = Words(target),
            DateOrder = order is null or DateOrder.Unknown ? found.DateOrder : order.Value,
            DecimalMark = mark is null or DecimalMark.Unknown ? found.DecimalMark : mark.Value,
        };
    }

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
