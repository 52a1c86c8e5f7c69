using System.Buffers;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tables;

/// <summary>Turns a row back into the document that was written.</summary>
internal static class RowReader
{
    public static Stored<TDocument> Read<TDocument>(TableReference<TDocument> table, TableEntity row) where TDocument : class
    {
        var key = new TableKey(KeyCode.Decode(row.PartitionKey), KeyCode.Decode(row.RowKey));
        var document = JsonSerializer.Deserialize(Json(row), table.Json) ?? throw new JsonException($"{key} of {table.Table} is null.");
        return new Stored<TDocument>(key, document, RowVersion.Of(row).ToString());
    }

    private static ReadOnlySpan<byte> Json(TableEntity row)
    {
        var meta = Text(row, ColumnNames.Meta, int.MaxValue) is { Length: > 0 } text
            ? JsonSerializer.Deserialize(text, RowJson.Default.RowMeta)!
            : RowMeta.None;
        using var pack = RowPack.Read(row);
        var properties = new Dictionary<string, Action<Utf8JsonWriter>>(StringComparer.Ordinal);
        foreach (var (column, value) in row)
        {
            if (value is not null && ColumnNames.PropertyOf(column) is { } property)
                properties[property] = json => Write(json, row, column, value, property, meta);
        }
        foreach (var (property, exact) in meta.Exact ?? [])
            properties[property] = exact.WriteTo;
        foreach (var property in pack?.RootElement.EnumerateObject() ?? default)
            properties[property.Name] = property.Value.WriteTo;

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            // Type discriminators have to come first; the table keeps no order.
            foreach (var (property, write) in properties.OrderBy(p => !p.Key.StartsWith('$')))
            {
                json.WritePropertyName(property);
                write(json);
            }
            json.WriteEndObject();
        }
        return buffer.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter json, TableEntity row, string column, object value, string property, RowMeta meta)
    {
        if (value is string && meta.Parts?.TryGetValue(column, out var parts) == true)
            value = Text(row, column, parts);
        if (meta.Json?.Contains(property) == true)
            json.WriteRawValue((string)value);
        else
            ScalarColumn.Write(json, value);
    }

    /// <summary>A text over its columns.</summary>
    private static string Text(TableEntity row, string column, int parts)
    {
        var text = new StringBuilder();
        for (var part = 0; part < parts && row.GetString(ColumnNames.Part(column, part)) is { } more; part++)
            text.Append(more);
        return text.ToString();
    }
}
