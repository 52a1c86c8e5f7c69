using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Notifications;

/// <summary>A decision that waits to be told in somebody's mail of the day.</summary>
public sealed record DigestItem(RequestId Request, int Visit, int Number, string? Part)
{
    /// <summary>True where it is no decision: an analyst is reminded of a request that is late.</summary>
    public bool? IsLate { get; init; }
}

/// <summary>A mail of the day.</summary>
/// <param name="Email">Whose.</param>
/// <param name="At">When it is sent, UTC.</param>
public sealed record DigestInput(string Email, DateTimeOffset At)
{
    /// <summary>The partition of what it tells, and the id of the instance that sends it.</summary>
    public string Box => string.Create(CultureInfo.InvariantCulture, $"digest:{Email}:{At.UtcDateTime:yyyyMMddHHmm}");
}

/// <summary>Collects for those who want one mail a day, sent when the office next opens.</summary>
internal sealed class DigestBox(ITableStore tables, IOrchestrationClient orchestrations, OfficeSettings office, TimeProvider clock)
{
    /// <summary>Puts a seat's decision into the next mail; false where it is due before that and must be told at once.</summary>
    public async Task<bool> Put(GateSeat seat, GateRound round, CancellationToken cancellation)
    {
        var digest = new DigestInput(seat.Email, office.Calendar.NextOpening(clock.GetUtcNow()));
        if (round.Due <= digest.At)
            return false;
        var row = $"{round.Request}|{OfficeTables.RoundRow(round.Visit, round.Number, round.Part)}";
        await tables.Upsert(OfficeTables.Digests, new(digest.Box, row), new DigestItem(round.Request, round.Visit, round.Number, round.Part), cancellation);
        await orchestrations.Start(DailyDigest.Reference, digest.Box, digest, cancellation);
        return true;
    }

    /// <summary>Puts a request that an analyst is reminded of into their next mail, once.</summary>
    public async Task PutLate(string email, RequestRecord request, CancellationToken cancellation)
    {
        var digest = new DigestInput(email, office.Calendar.NextOpening(clock.GetUtcNow()));
        await tables.Upsert(OfficeTables.Digests, new(digest.Box, $"{request.Id}|late"), new DigestItem(request.Id, request.Visit, 0, null) { IsLate = true }, cancellation);
        await orchestrations.Start(DailyDigest.Reference, digest.Box, digest, cancellation);
    }

    /// <summary>What a mail of the day tells.</summary>
    public async Task<IReadOnlyList<DigestItem>> Of(DigestInput digest, CancellationToken cancellation) =>
        await tables.Scan(OfficeTables.Digests, digest.Box, cancellation: cancellation).Select(stored => stored.Document).ToListAsync(cancellation);
}
