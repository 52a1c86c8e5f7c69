using System.Globalization;
using PmoFlow.Domain.Import;

namespace PmoFlow.Workflows.Import;

/// <summary>Which rows of an import to show.</summary>
public enum RowFilter
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those that are not taken.</summary>
    NotTaken,

    /// <summary>Those that are taken and have something to be looked at.</summary>
    Warnings,

    /// <summary>Those that change nothing.</summary>
    Unchanged,

    /// <summary>Those that make or change something.</summary>
    Changes,
}

/// <summary>What filters take.</summary>
public static class RowFilters
{
    /// <summary>Whether a row belongs to it.</summary>
    public static bool Takes(this RowFilter filter, RowPlan row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return filter switch
        {
            RowFilter.NotTaken => row.Action == RowAction.NotTaken,
            RowFilter.Warnings => row.Action != RowAction.NotTaken && row.Problems.Count > 0,
            RowFilter.Unchanged => row.Action == RowAction.Unchanged,
            RowFilter.Changes => row.Action is not (RowAction.NotTaken or RowAction.Unchanged),
            _ => true,
        };
    }
}

/// <summary>Where a page of rows ended: chunk and place in it.</summary>
internal static class RowCursor
{
    public static string Write(int chunk, int place) => string.Create(CultureInfo.InvariantCulture, $"{chunk}.{place}");

    public static (int Chunk, int Place) Read(string? cursor)
    {
        var parts = (cursor ?? "").Split('.');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var chunk)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? (chunk, place) : (0, 0);
    }
}
