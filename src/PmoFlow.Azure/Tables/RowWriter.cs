using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// Turns a document into a row: scalars into typed columns, arrays and objects into columns of JSON text, long texts into several
/// columns. What a typed column would lose is kept beside it, so that reading gives the very JSON back. Where a row would be too
/// large (1 MiB as UTF-16 in the table, or on the way there), its longest texts go compressed into binary columns.
/// </summary>
internal static class RowWriter
{
    /// <summary>Leaves room below the service's 1 MiB for what is ours and for the request around it.</summary>
    private const int RowBytes = 1_000_000;

    /// <summary>Table Storage allows 252 columns; parts and our own need some.</summary>
    private const int MaxColumns = 180;

    private const int PartChars = 32_000;

    /// <summary>The row, and about how many bytes it takes on the way.</summary>
    /// <param name="key">Where it goes.</param>
    /// <param name="document">The document's JSON.</param>
    /// <param name="type">The document's type, for the types of its properties.</param>
    /// <param name="writes">The writes the row will have seen.</param>
    /// <param name="compact">Packs every long text, not only what must be.</param>
    public static (TableEntity Row, int Bytes) Write(TableKey key, byte[] document, JsonTypeInfo type, string writes, bool compact)
    {
        using var json = JsonDocument.Parse(document);
        var types = type.Properties.DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.Ordinal);
        var columns = json.RootElement.EnumerateObject()
            .Select((p, i) => RowColumn.Of(p, types.GetValueOrDefault(p.Name) is { } t ? Nullable.GetUnderlyingType(t) ?? t : null))
            .Select((c, i) => i < MaxColumns ? c : c with { Column = null })
            .ToList();
        var packed = Packed(columns, compact ? 0 : RowBytes);
        var row = new TableEntity(KeyCode.Encode(key.Partition), KeyCode.Encode(key.Row)) { [ColumnNames.Writes] = writes };
        var bytes = Fill(row, [.. columns.Where(c => !packed.Contains(c))], [.. columns.Where(packed.Contains)]);
        if (bytes > RowBytes + 40_000)
            throw new DocumentTooLargeException(key, document.Length);
        return (row, bytes + 4096);
    }

    /// <summary>What has no column, and as many of the longest texts as it takes to come down to that size.</summary>
    private static HashSet<RowColumn> Packed(List<RowColumn> columns, int target)
    {
        var packed = columns.Where(c => c.Column is null).ToHashSet(ReferenceEqualityComparer.Instance as IEqualityComparer<RowColumn>);
        var bytes = columns.Sum(c => c.Bytes);
        foreach (var column in columns.Where(c => c.Column is not null && c.IsLong).OrderByDescending(c => c.Bytes))
        {
            if (bytes <= target)
                break;
            packed.Add(column);
            bytes -= column.Bytes;
        }
        return packed;
    }

    private static int Fill(TableEntity row, List<RowColumn> columns, List<RowColumn> packed)
    {
        var parts = new Dictionary<string, int>();
        foreach (var column in columns.Where(c => c.Value is not null))
        {
            if (column.Value is not string { Length: > PartChars } text)
                row[column.Column!] = column.Value;
            else
                parts[column.Column!] = Split(row, column.Column!, text);
        }
        var meta = new RowMeta(
            NullIfEmpty(columns.Where(c => c.IsJsonText).Select(c => c.Property).ToList()),
            NullIfEmpty(columns.Where(c => !c.IsExact).ToDictionary(c => c.Property, c => c.Json)),
            NullIfEmpty(parts));
        var ours = 0;
        if (meta != RowMeta.None)
        {
            var text = JsonSerializer.Serialize(meta, RowJson.Default.RowMeta);
            Split(row, ColumnNames.Meta, text);
            ours += 2 * text.Length;
        }
        if (packed.Count > 0)
            ours += RowPack.Write(row, packed);
        return columns.Sum(c => c.Bytes) + ours;
    }

    private static int Split(TableEntity row, string column, string text)
    {
        var part = 0;
        for (var from = 0; from < text.Length; part++)
        {
            var to = Math.Min(from + PartChars, text.Length);
            // Half a character is no text, and would come back as something else.
            if (to < text.Length && char.IsHighSurrogate(text[to - 1]))
                to--;
            row[ColumnNames.Part(column, part)] = text[from..to];
            from = to;
        }
        return part;
    }

    private static T? NullIfEmpty<T>(T collection) where T : class, System.Collections.ICollection =>
        collection.Count == 0 ? null : collection;
}
