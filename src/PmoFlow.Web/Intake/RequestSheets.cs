using PmoFlow.Web.Design;
using PmoFlow.Web.Export;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Web.Intake;

/// <summary>Lists of requests to take away.</summary>
internal static class RequestSheets
{
    public static Sheet Requests(IReadOnlyList<IReadOnlyList<object?>> rows) => new("requests",
        ["Number", "Request", "Requester", "Unit", "Process", "Stage", "Outcome", "Score", "Cost", "Submitted", "Changed", "Now with", "Since", "Due"], rows);

    public static IReadOnlyList<object?> Row(RequestRow row)
    {
        var wait = row.Waiting.FirstOrDefault();
        return
        [
            row.Id.Value, row.Title, row.RequesterName, row.Unit?.Value, row.Lifecycle, row.StageTitle, Words.Stable(row.Outcome), row.Score, row.Cost, row.SubmittedAt,
            row.UpdatedAt, wait?.Who, wait?.Since, wait?.Due,
        ];
    }
}
