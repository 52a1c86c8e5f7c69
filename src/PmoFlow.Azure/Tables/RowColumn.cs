using System.Text.Json;

namespace PmoFlow.Azure.Tables;

/// <summary>One property on its way into a row.</summary>
/// <param name="Property">The property of the document.</param>
/// <param name="Json">What it says.</param>
/// <param name="Column">The column it goes to; null where it can only go into the pack.</param>
/// <param name="Value">What the column says; null where nothing does.</param>
internal sealed record RowColumn(string Property, JsonElement Json, string? Column, object? Value)
{
    /// <summary>Texts shorter than this stay readable whatever happens: packing them gains nothing.</summary>
    private const int SmallText = 256;

    public bool IsJsonText => Json.ValueKind is JsonValueKind.Array or JsonValueKind.Object;

    /// <summary>Whether the column's value gives the JSON back.</summary>
    public bool IsExact => IsJsonText || ScalarColumn.Says(Value, Json);

    /// <summary>Whether taking it out makes a row notably smaller.</summary>
    public bool IsLong => Value is string { Length: > SmallText };

    /// <summary>The larger of what it takes in the table and on the way there.</summary>
    public int Bytes => Column is null || Value is null ? 0 : Value switch
    {
        // In the table UTF-16, on the way JSON whose quotes and foreign letters are six bytes each.
        string text => (2 * Column.Length) + 64 + Math.Max(2 * text.Length, JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length),
        _ => (2 * Column.Length) + 64,
    };

    public static RowColumn Of(JsonProperty property, Type? type)
    {
        var column = ColumnNames.Of(property.Name);
        object? value = property.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object
            ? property.Value.GetRawText()
            : ScalarColumn.Of(property.Value, type);
        return new RowColumn(property.Name, property.Value, column, value);
    }
}
