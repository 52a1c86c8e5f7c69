using Azure;
using Azure.Data.Tables;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// What callers get as an ETag: the service's, and the writes that the row had seen by then, so that the next write can carry them
/// on (see <see cref="WriteHistory"/>) without reading the row again.
/// </summary>
internal readonly record struct RowVersion(ETag Tag, string Writes)
{
    // No row has ever had it: the service's calendar begins there.
    private static readonly ETag Never = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    /// <summary>Of a row that was written and has been written over since.</summary>
    public static readonly RowVersion Gone = new(Never, "");

    public static RowVersion Of(TableEntity row) => new(row.ETag, row.GetString(ColumnNames.Writes) ?? "");

    /// <summary>What a caller gave back; anything that we never gave out matches no row.</summary>
    public static RowVersion Parse(string text)
    {
        var bar = text.LastIndexOf('|');
        return bar > 0 && text.StartsWith("W/\"", StringComparison.Ordinal) ? new(new ETag(text[..bar]), text[(bar + 1)..]) : Gone;
    }

    public override string ToString() => $"{Tag:H}|{Writes}";
}
