using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Answers;

/// <summary>A page of a list in the API; <paramref name="Cursor"/> asks for the next one and is null on the last.</summary>
internal sealed record ListResource<T>(IReadOnlyList<T> Items, string? Cursor)
{
    public static ListResource<T> Of<TRow>(Page<TRow> page, Func<TRow, T> item) => new([.. page.Rows.Select(item)], page.Cursor);
}

/// <summary>How long pages of lists are.</summary>
internal static class PageSizes
{
    public static int Of(int? asked) => Math.Clamp(asked ?? 50, 1, 500);
}
