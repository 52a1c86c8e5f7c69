using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Import;

namespace PmoFlow.Web.Import;

/// <summary>Which rows to show, as addresses say it.</summary>
internal static class ImportFilters
{
    /// <summary>All of them where nothing is said; null where the word names none.</summary>
    public static RowFilter? Read(string? word) => word switch
    {
        null or "" => RowFilter.All,
        "refused" => RowFilter.NotTaken,
        _ => ChoiceWords.Read<RowFilter>(word),
    };
}
