using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>The requests whose arrival one mail address was told of on a day.</summary>
/// <param name="Day">Of the office's calendar.</param>
/// <param name="Requests">Their numbers; never more than the office allows.</param>
public sealed record ReceiptsOfDay(DateOnly Day, IReadOnlyList<string> Requests);

/// <summary>That nobody is told by mail of a request's arrival, nor that it ended without anything being done.</summary>
/// <param name="Since">UTC.</param>
/// <param name="Because">Why, as a sentence.</param>
public sealed record SilentRequest(DateTimeOffset Since, string Because);

/// <summary>
/// Bounds the mails that strangers can have sent to somebody by giving their address as a requester's. Above so many requests a day the
/// further ones are taken like any other, so that nobody can keep somebody else from asking; only their requester is not written to. What
/// somebody of the office asks or approves is told in any case.
/// </summary>
public sealed class Receipts(ITableStore tables, OfficeSettings office, TimeProvider clock)
{
    private const string SilentRow = "silent";

    /// <summary>Why a request's requester is not written to; null where they are.</summary>
    public async Task<SilentRequest?> WhySilent(RequestId request, CancellationToken cancellation = default) =>
        (await tables.Find(OfficeTables.SilentRequests, new(request.Value, SilentRow), cancellation))?.Document;

    /// <summary>Whether the requester is told; for one request always the same.</summary>
    internal async Task<bool> Tells(RequestRecord request, RequestMailKind kind, CancellationToken cancellation) => kind switch
    {
        RequestMailKind.Received => await TellsArrival(request, cancellation),
        RequestMailKind.Ended when request.Outcome is RequestOutcome.Declined or RequestOutcome.Withdrawn => await WhySilent(request.Id, cancellation) is null,
        _ => true,
    };

    private async Task<bool> TellsArrival(RequestRecord request, CancellationToken cancellation)
    {
        if (await WhySilent(request.Id, cancellation) is not null)
            return false;
        var (now, id, most) = (clock.GetUtcNow(), request.Id.Value, office.MostReceiptsPerDay);
        var day = office.Calendar.DayOf(now);
        var receipts = await tables.Change(OfficeTables.Receipts, KeyOf(request.Content.Requester.Email), before =>
            before is null || before.Day != day ? new ReceiptsOfDay(day, [id])
                : before.Requests.Contains(id) || before.Requests.Count >= most ? null
                : before with { Requests = [.. before.Requests, id] }, cancellation);
        if (receipts!.Requests.Contains(id))
            return true;
        await tables.Upsert(OfficeTables.SilentRequests, new(id, SilentRow),
            new SilentRequest(now, $"{most} {(most == 1 ? "request was" : "requests were")} sent in the name of this mail address that day."), cancellation);
        return false;
    }

    internal static TableKey KeyOf(string email)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Person.Normalise(email))));
        return new(hash[..2], $"receipts|{hash}");
    }
}
