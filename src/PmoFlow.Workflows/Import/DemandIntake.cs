using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Workflows.Import;

/// <summary>Makes a row of a file a request, as if its requester had filled in the form. The same row is the same request again.</summary>
internal sealed class DemandIntake(ITableStore tables, RequestDesk desk)
{
    /// <summary>Submits it, and says which request it became or why it was refused.</summary>
    public async Task<RowPlan> Take(RowPlan plan, DemandRow row, CancellationToken cancellation)
    {
        var content = row.Content;
        var submitted = await desk.Submit(
            new SubmitRequest(null, content.Title, content.Description, content.Requester, content.Fields, row.Key), cancellation);
        if (submitted is Outcome<SubmittedRequest>.Refused(var refusal))
        {
            return plan with
            {
                Action = RowAction.NotTaken,
                Why = refusal.Message,
                Problems = [new(null, refusal.Message, "Correct it in the file and import it again.")],
            };
        }
        var request = ((Outcome<SubmittedRequest>.Done)submitted).Value.Request.Id;
        await tables.Upsert(ImportTables.Demand, ImportTables.DemandKey(row.Key), new ImportedDemand(request), cancellation);
        return plan with { Request = request, Why = $"It became request {request}." };
    }
}
