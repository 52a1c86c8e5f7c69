using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Export;

/// <summary>The one way in which a list is taken away: at its page's own address and filter, ending in <c>.csv</c> or <c>.xlsx</c>.</summary>
internal static class TakeAway
{
    /// <summary>What stands behind the address of a page in the route of its file.</summary>
    public const string Kind = ".{kind:regex(^(csv|xlsx)$)}";

    /// <summary>How many rows are read at a time.</summary>
    public const int PageSize = 1000;

    /// <summary>Every row of a list that is read a page at a time: a file ends where the list ends, not where the page does.</summary>
    /// <param name="page">Reads the page behind a cursor.</param>
    /// <param name="row">The cells of a row.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<object?>>> All<T>(Func<string?, Task<Page<T>>> page, Func<T, IReadOnlyList<object?>> row)
    {
        var all = new List<IReadOnlyList<object?>>();
        string? cursor = null;
        do
        {
            var next = await page(cursor);
            all.AddRange(next.Rows.Select(row));
            cursor = next.Cursor;
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>A yes or no for readers and programs; empty where nobody knows.</summary>
    public static string? Word(bool? value) => value switch { true => "yes", false => "no", null => null };
}
