using System.IO.Compression;
using System.Text.Json;
using Azure.Data.Tables;

namespace PmoFlow.Azure.Tables;

/// <summary>Properties of a large row as one JSON object, gzipped, in binary columns of 64 KiB.</summary>
internal static class RowPack
{
    private const int PartBytes = 64 * 1024;

    /// <summary>Adds the columns; returns about how many bytes they take on the way, which is as Base64.</summary>
    public static int Write(TableEntity row, IEnumerable<RowColumn> properties)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var json = new Utf8JsonWriter(gzip))
        {
            json.WriteStartObject();
            foreach (var property in properties)
            {
                json.WritePropertyName(property.Property);
                property.Json.WriteTo(json);
            }
            json.WriteEndObject();
        }
        foreach (var (part, bytes) in packed.ToArray().Chunk(PartBytes).Index())
            row[ColumnNames.Part(ColumnNames.Pack, part)] = bytes;
        return (int)(packed.Length * 4 / 3) + 1024;
    }

    /// <summary>The JSON object, or null where the row has none.</summary>
    public static JsonDocument? Read(TableEntity row)
    {
        using var packed = new MemoryStream();
        for (var part = 0; row.GetBinary(ColumnNames.Part(ColumnNames.Pack, part)) is { } bytes; part++)
            packed.Write(bytes);
        if (packed.Length == 0)
            return null;
        packed.Position = 0;
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        return JsonDocument.Parse(gzip);
    }
}
