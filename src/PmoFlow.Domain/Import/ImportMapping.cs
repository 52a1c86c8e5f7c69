using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Import;

/// <summary>What each column of a file is, and how its values are read. Proposed, changed by people, remembered by its headings.</summary>
/// <param name="Columns">In the order of the file.</param>
public sealed record ImportMapping(IReadOnlyList<ColumnMapping> Columns)
{
    /// <summary>Period of the rows that do not say: a year or a month.</summary>
    public string? Period { get; init; }

    /// <summary>Unit of the rows that do not say.</summary>
    public string? Unit { get; init; }

    /// <summary>What one unit of an amount is worth: 1, 1,000 or 1,000,000 where the file counts in millions.</summary>
    public decimal AmountScale { get; init; } = 1;

    /// <summary>Whether imported projects get monthly health checks from now on. Needs a lead on each row, or <see cref="Lead"/>.</summary>
    public bool StartHealthChecks { get; init; }

    /// <summary>Whether projects of the file's units that an earlier file named and this one does not are closed.</summary>
    public bool CloseUnmentioned { get; init; }

    /// <summary>Mail address of who leads the projects that do not say, in the form it is compared.</summary>
    public string? Lead { get; init => field = value is null ? null : Person.Normalise(value); }

    /// <summary>Mail address of who asks, for demand that does not say; the person who imports where it is null.</summary>
    public string? RequesterEmail { get; init; }

    /// <summary>The column of that target; null where none is.</summary>
    public ColumnMapping? Of(string target) => Columns.FirstOrDefault(c => c.Target == target);

    /// <summary>
    /// What another mapping says about these columns, found by index and heading, or by heading alone where the order is another. A
    /// column that the other does not name is kept as a field; how values are read stays as found unless the other says so.
    /// </summary>
    public ImportMapping As(ImportMapping other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other with { Columns = [.. Columns.Select(Adopt)] };

        ColumnMapping Adopt(ColumnMapping own)
        {
            var named = other.Columns.FirstOrDefault(c => c.Index == own.Index && (c.Heading.Length == 0 || Same(c.Heading, own.Heading)))
                ?? other.Columns.FirstOrDefault(c => Same(c.Heading, own.Heading));
            return own with
            {
                Target = named?.Target,
                DateOrder = named is { DateOrder: not DateOrder.Unknown } ? named.DateOrder : own.DateOrder,
                DecimalMark = named is { DecimalMark: not DecimalMark.Unknown } ? named.DecimalMark : own.DecimalMark,
            };
        }

        static bool Same(string a, string b) => string.Join(' ', CellText.Words(a)) == string.Join(' ', CellText.Words(b));
    }

    /// <summary>The same headings, whatever their order or case: what a mapping is remembered by.</summary>
    public static string Signature(ImportKind kind, IEnumerable<string> headings)
    {
        ArgumentNullException.ThrowIfNull(headings);
        var text = $"{kind}|{string.Join('|', headings.Select(h => string.Join(' ', CellText.Words(h))).Order(StringComparer.Ordinal))}";
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>What is wrong with it for that kind of file; empty where nothing is.</summary>
    public IReadOnlyList<FieldError> Check(IReadOnlyList<ImportTarget> targets, int columns)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var errors = new List<FieldError>();
        foreach (var column in Columns.Where(c => c.Index < 0 || c.Index >= columns))
            errors.Add(new("columns", $"The file has no column {column.Index + 1}; it has {columns}."));
        foreach (var column in Columns.Where(c => c.Target is { } t && targets.All(k => k.Name != t)))
            errors.Add(new($"columns[{column.Index}].target", $"\"{column.Target}\" is nothing that a column can be. Choose one of {string.Join(", ", targets.Select(t => t.Name))}."));
        foreach (var twice in Columns.Where(c => c.Target is not null).GroupBy(c => c.Target).Where(g => g.Count() > 1))
            errors.Add(new($"columns[{twice.Last().Index}].target", $"\"{twice.First().Heading}\" and \"{twice.Last().Heading}\" are both mapped to {twice.Key}; choose one."));
        foreach (var target in targets.Where(t => t.Required && Of(t.Name) is null))
            errors.Add(new("columns", $"No column is the {target.Label.ToLowerInvariant()}. Choose which one is."));
        if (AmountScale is not (1 or 1_000 or 1_000_000))
            errors.Add(new("amountScale", "Amounts are in ones (1), thousands (1000) or millions (1000000)."));
        if (Period is { } period && !(PeriodText.TryParse(period, DateOrder.Unknown, out var read) && read == period))
            errors.Add(new("period", "Write the period as a year (2019) or a month (2019-03)."));
        return errors;
    }
}

/// <summary>What one column is.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Heading">As it stands in the file.</param>
/// <param name="Target">Name of what it is; null where it is kept as a field under its heading.</param>
public sealed record ColumnMapping(int Index, string Heading, string? Target)
{
    /// <summary>How it writes dates.</summary>
    public DateOrder DateOrder { get; init; }

    /// <summary>How it writes amounts.</summary>
    public DecimalMark DecimalMark { get; init; }
}
