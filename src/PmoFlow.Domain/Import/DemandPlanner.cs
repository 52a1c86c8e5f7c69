namespace PmoFlow.Domain.Import;

/// <summary>Decides for each row of a demand file what happens with it. Rows that say the same are one request.</summary>
public sealed class DemandPlanner
{
    private readonly Dictionary<string, int> first = [];

    /// <summary>The plan of the next row.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="outcome">What came of reading it.</param>
    /// <param name="known">The request that such a row became before, if any.</param>
    public RowPlan Plan(int row, ReadRow<DemandRow> outcome, RequestId? known)
    {
        if (outcome is not ReadRow<DemandRow>.Read(var read))
        {
            var problem = ((ReadRow<DemandRow>.NotTaken)outcome).Problem;
            return new(row, RowAction.NotTaken, "", problem.Message, [problem]);
        }
        if (!first.TryAdd(read.Key, row))
        {
            var why = $"Row {first[read.Key]} says exactly the same.";
            return new(row, RowAction.NotTaken, read.Content.Title, why, [new(null, why, "Remove it, or say what is different.")]);
        }
        return known is { } request
            ? new(row, RowAction.Unchanged, read.Content.Title, $"It is request {request} already.", read.Problems) { Request = request }
            : new(row, RowAction.NewRequest, read.Content.Title, "No such request has been imported.", read.Problems);
    }
}
