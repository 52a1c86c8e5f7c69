using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Workflows.Storage;

/// <summary>Pages over one partition: the cursor is the last row's key.</summary>
public static class Paging
{
    /// <summary>The most rows that one page looks at when it filters; a page may then be shorter than asked, with a cursor to go on.</summary>
    public const int MostLookedAt = 20_000;

    /// <summary>The next rows that match.</summary>
    public static async Task<Page<T>> Page<T>(
        this ITableStore tables, TableReference<T> table, string partition, string? cursor, int pageSize, Func<T, bool> matches,
        CancellationToken cancellation) where T : class
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(matches);
        var (rows, looked, size) = (new List<T>(), 0, Math.Clamp(pageSize, 1, 1000));
        var range = cursor is null ? RowRange.All : RowRange.After(cursor);
        await foreach (var stored in tables.Scan(table, partition, range, cancellation))
        {
            if (rows.Count == size || looked++ == MostLookedAt)
                return new(rows, cursor);
            cursor = stored.Key.Row;
            if (matches(stored.Document))
                rows.Add(stored.Document);
        }
        return new(rows, null);
    }

    /// <summary>Whether any of the texts contains what is looked for, without regard to case; always where nothing is.</summary>
    public static bool Contains(string? sought, params string?[] texts) =>
        string.IsNullOrWhiteSpace(sought) || texts.Any(text => text?.Contains(sought.Trim(), StringComparison.OrdinalIgnoreCase) == true);
}
