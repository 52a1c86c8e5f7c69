using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Reads the rounds of gates; they are written with their request, in one batch.</summary>
public sealed class GateLedger(ITableStore tables)
{
    /// <summary>One round with its ETag, or null.</summary>
    public Task<Stored<GateRound>?> Find(
        RequestId request, int visit, int number, string? part = null, CancellationToken cancellation = default) =>
        tables.Find(OfficeTables.Rounds, new(request.Value, OfficeTables.RoundRow(visit, number, part)), cancellation);

    /// <summary>Records that something was said that does not count; safe to repeat.</summary>
    internal Task Supersede(RequestId request, SupersededDecision late, CancellationToken cancellation) =>
        tables.Upsert(OfficeTables.Superseded, new(request.Value, RowOf(late)), late, cancellation);

    internal static string RowOf(SupersededDecision late) =>
        FormattableString.Invariant($"late|{late.Visit:D4}|{late.Number:D2}|{late.Part}|{late.Email}|{late.At.UtcTicks:D19}");

    /// <summary>What was said at the gates of a request and did not count, with who and when.</summary>
    public async Task<IReadOnlyList<SupersededDecision>> Superseded(RequestId request, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.Superseded, request.Value, RowRange.StartingWith("late|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>All rounds of a request, in order.</summary>
    public async Task<IReadOnlyList<GateRound>> All(RequestId request, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.Rounds, request.Value, RowRange.StartingWith("round|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);
}
