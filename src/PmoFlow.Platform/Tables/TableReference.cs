using System.Text.Json.Serialization.Metadata;

namespace PmoFlow.Platform.Tables;

/// <summary>
/// One kind of document in a table. Several kinds may share a table (and so a partition, and so a batch); their row keys tell
/// them apart.
/// </summary>
/// <param name="Table">Table name: 3 to 63 ASCII letters and digits, a letter first. Stored for years: never renamed.</param>
/// <param name="Json">
/// How the document becomes JSON. It must be an object: its scalar properties become typed columns of their own (so that other
/// tools read the table as it is), its arrays and objects become columns of JSON text.
/// </param>
public sealed record TableReference<TDocument>(string Table, JsonTypeInfo<TDocument> Json) where TDocument : class;

/// <summary>Where a document is. Both parts are any text of at most 512 UTF-8 bytes; row keys order by ordinal.</summary>
public readonly record struct TableKey(string Partition, string Row)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Partition}/{Row}";
}

/// <summary>A document as it was read.</summary>
/// <param name="Key">Where it is.</param>
/// <param name="Document">What it says.</param>
/// <param name="ETag">Changes with every write; give it back to write only over what was read.</param>
public sealed record Stored<TDocument>(TableKey Key, TDocument Document, string ETag);

/// <summary>Rows of one partition by key: from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive), either open.</summary>
public readonly record struct RowRange(string? From = null, string? To = null)
{
    /// <summary>All rows.</summary>
    public static readonly RowRange All;

    /// <summary>All rows whose key begins with <paramref name="prefix"/>.</summary>
    public static RowRange StartingWith(string prefix) => new(prefix, prefix + '\uffff');

    /// <summary>All rows after <paramref name="row"/>, up to <paramref name="to"/>: how a page goes on.</summary>
    public static RowRange After(string row, string? to = null) => new(row + '\0', to);
}
