using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Keeps a row per undecided seat, so that what waits for somebody is read without a search. Safe to repeat.</summary>
public sealed class SeatLists(ITableStore tables)
{
    /// <summary>The partition of all open rounds.</summary>
    public const string Open = "open";

    /// <summary>What waits for one person, due first.</summary>
    public async Task<IReadOnlyList<SeatRow>> For(string email, CancellationToken cancellation = default) =>
        [.. (await tables.Scan(OfficeTables.Seats, Partition(email), cancellation: cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation)).OrderBy(row => row.Due)];

    /// <summary>Every open round.</summary>
    public IAsyncEnumerable<SeatRow> AllOpen(CancellationToken cancellation) =>
        tables.Scan(OfficeTables.Seats, Open, cancellation: cancellation).Select(stored => stored.Document);

    /// <summary>Follows a round as it stands.</summary>
    internal async Task Follow(RequestRecord request, GateRound round, CancellationToken cancellation)
    {
        var row = SeatRow.Of(request, round);
        var key = $"{request.Id}|{OfficeTables.RoundRow(round.Visit, round.Number, round.Part)}";
        await Keep(Open, round.IsOpen);
        foreach (var seat in round.Seats)
            await Keep(Partition(seat.Email), round.IsOpen && seat.Decision is null);
        foreach (var former in (round.Former ?? []).Where(former => round.Seats.All(seat => seat.Email != former.Email)))
            await Keep(Partition(former.Email), false);

        Task Keep(string partition, bool isOpen) => isOpen
            ? tables.Upsert(OfficeTables.Seats, new(partition, key), row, cancellation)
            : tables.Delete(OfficeTables.Seats, new(partition, key), cancellation);
    }

    private static string Partition(string email) => $"seat/{email}";
}
