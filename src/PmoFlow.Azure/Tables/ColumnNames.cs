using System.Globalization;
using System.Text;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// Names of columns. A property keeps its name wherever Table Storage allows it (an identifier of at most 200 characters that no
/// system property has); names that begin with x_ are ours.
/// </summary>
internal static class ColumnNames
{
    /// <summary>What the typed columns alone do not say.</summary>
    public const string Meta = "x_meta";

    /// <summary>Which writes the row has seen lately.</summary>
    public const string Writes = "x_writes";

    /// <summary>Long properties, compressed, where the row would be too large with them.</summary>
    public const string Pack = "x_pack";

    private const string Own = "x_";
    private const string Coded = "x_n_";

    private static readonly HashSet<string> System =
        new(["PartitionKey", "RowKey", "Timestamp", "ETag"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The column of a property, or null where its name is too long for any.</summary>
    public static string? Of(string property)
    {
        if (IsIdentifier(property) && !property.StartsWith(Own, StringComparison.OrdinalIgnoreCase) && !System.Contains(property))
            return property.Length <= 200 ? property : null;
        var code = new StringBuilder(Coded);
        foreach (var unit in property)
            _ = char.IsAsciiLetterOrDigit(unit) ? code.Append(unit) : code.Append(CultureInfo.InvariantCulture, $"_{(int)unit:x4}");
        return code.Length <= 200 ? code.ToString() : null;
    }

    /// <summary>The property of a column, or null for columns that are not one.</summary>
    public static string? PropertyOf(string column)
    {
        if (!column.StartsWith(Own, StringComparison.OrdinalIgnoreCase))
            return System.Contains(column) || column.StartsWith("odata.", StringComparison.Ordinal) ? null : column;
        if (!column.StartsWith(Coded, StringComparison.Ordinal))
            return null;
        var text = new StringBuilder();
        for (var i = Coded.Length; i < column.Length; i++)
        {
            if (column[i] != '_')
            {
                text.Append(column[i]);
                continue;
            }
            text.Append((char)int.Parse(column.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            i += 4;
        }
        return text.ToString();
    }

    /// <summary>Where the second, third … part of a long value is.</summary>
    public static string Part(string column, int part) =>
        part == 0 ? column : string.Create(CultureInfo.InvariantCulture, $"x_p{part}_{column}");

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
