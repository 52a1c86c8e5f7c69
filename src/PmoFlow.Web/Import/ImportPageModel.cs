using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Workflows.Import;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Import;

/// <summary>What the page of an import shows.</summary>
public sealed record ImportPageModel(
    ImportRecord Import, IReadOnlyList<ImportTarget> Targets, Page<RowPlan> Rows, RowFilter Filter, string? Cursor, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 25;

    /// <summary>The filter as addresses say it.</summary>
    public static string WordOf(RowFilter filter) => filter == RowFilter.NotTaken ? "refused" : Design.Words.Stable(filter);
}
