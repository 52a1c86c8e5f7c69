using PmoFlow.Domain.Import;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Import;

/// <summary>An import as it stands.</summary>
internal sealed record ImportResource(
    string Id,
    string Kind,
    string State,
    ImportFileResource File,
    MappingResource Mapping,
    IReadOnlyList<TargetResource> Targets,
    ImportSummaryResource Summary,
    IReadOnlyList<string> Notes,
    bool Remembered,
    int Rows,
    int RowsDone,
    string By,
    DateTimeOffset UploadedAt,
    DateTimeOffset? RunAt,
    DateTimeOffset? FinishedAt)
{
    public static ImportResource Of(ImportRecord import, IReadOnlyList<ImportTarget> targets) => new(
        import.Id, Words.Stable(import.Kind), Words.Stable(import.State), ImportFileResource.Of(import.File), MappingResource.Of(import),
        [.. targets.Select(t => new TargetResource(t.Name, t.Label, t.Required))], ImportSummaryResource.Of(import.Summary), [.. import.Remarks()],
        import.Remembered, import.File.Rows, import.RowsDone, import.By, import.UploadedAt, import.RunAt, import.FinishedAt);
}

/// <summary>An import in a list.</summary>
internal sealed record ImportRowResource(
    string Id, string Kind, string State, string FileName, int Rows, int RowsDone, ImportSummaryResource Summary, string By, DateTimeOffset UploadedAt,
    DateTimeOffset? FinishedAt)
{
    public static ImportRowResource Of(ImportRecord import) => new(
        import.Id, Words.Stable(import.Kind), Words.Stable(import.State), import.File.Name, import.File.Rows, import.RowsDone,
        ImportSummaryResource.Of(import.Summary), import.By, import.UploadedAt, import.FinishedAt);
}

/// <summary>The file as it was found.</summary>
internal sealed record ImportFileResource(string Name, long Bytes, string Encoding, string EncodingWhy, string Separator, int HeaderRow, int Rows)
{
    public static ImportFileResource Of(ImportedFile file) =>
        new(file.Name, file.Bytes, file.Encoding, file.EncodingWhy, file.Separator, file.HeaderRow, file.Rows);
}

/// <summary>What a column can be.</summary>
internal sealed record TargetResource(string Name, string Label, bool Required);

/// <summary>What the columns are. Sent back with changes it changes them; a column that is not named is kept as a field.</summary>
internal sealed record MappingResource(
    IReadOnlyList<ColumnResource>? Columns, string? Period = null, string? Unit = null, decimal? AmountScale = null, bool? StartHealthChecks = null,
    string? Lead = null, string? RequesterEmail = null, bool? CloseUnmentioned = null)
{
    public static MappingResource Of(ImportRecord import)
    {
        var mapping = import.Mapping;
        return new([.. mapping.Columns.Select(c => ColumnResource.Of(c, import.File.Columns[c.Index]))], mapping.Period, mapping.Unit, mapping.AmountScale,
            mapping.StartHealthChecks, mapping.Lead, mapping.RequesterEmail, mapping.CloseUnmentioned);
    }
}

/// <summary>What one column is.</summary>
internal sealed record ColumnResource(
    int? Index, string? Heading, string? Target, string? DateOrder = null, string? DecimalMark = null, int? Filled = null, IReadOnlyList<string>? Samples = null)
{
    public static ColumnResource Of(ColumnMapping column, ImportedColumn found) => new(column.Index, column.Heading, column.Target,
        Words.Stable(column.DateOrder), Words.Stable(column.DecimalMark), found.Filled, found.Samples);
}

/// <summary>What happens, or happened, with the rows.</summary>
internal sealed record ImportSummaryResource(
    int NewProjects, int NextRatings, int Corrections, int NewRequests, int Unchanged, int NotTaken, int Warnings, IReadOnlyList<ProblemCount> Problems)
{
    public static ImportSummaryResource Of(ImportSummary summary) => new(
        summary.Count(RowAction.NewProject), summary.Count(RowAction.NextRating), summary.Count(RowAction.Correction),
        summary.Count(RowAction.NewRequest), summary.Count(RowAction.Unchanged), summary.Count(RowAction.NotTaken), summary.Warnings, summary.Problems);
}

/// <summary>One row and what happens, or happened, with it.</summary>
internal sealed record PlannedRowResource(
    int Row, string Action, string Title, string Why, string? Project, string? Request, string? Period, string? Rule, IReadOnlyList<RowProblem> Problems)
{
    public static PlannedRowResource Of(RowPlan row) => new(row.Row, Words.Stable(row.Action), row.Title, row.Why, row.Project?.Value,
        row.Request?.Value, row.Period, row.Rule is { } rule ? Words.Stable(rule) : null, row.Problems);
}
