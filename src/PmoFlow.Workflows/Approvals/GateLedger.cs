using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Reads the rounds of gates; they are written with their request, in one batch.</summary>
public sealed class GateLedger(ITableStore tables)
{
    /// <summary>One round with its ETag, or null.</summary>
    public Task<Stored<GateRound>?> Find(RequestId request, int visit, int escalation, CancellationToken cancellation = default) =>
        tables.Find(OfficeTables.Rounds, new(request.Value, OfficeTables.RoundRow(visit, escalation)), cancellation);

    /// <summary>All rounds of a request, in order.</summary>
    public async Task<IReadOnlyList<GateRound>> All(RequestId request, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.Rounds, request.Value, RowRange.StartingWith("round|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);
}
