using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>
/// Lets the seats of open rounds follow the organisation: after people, roles or absences have changed, and once a day, because
/// absences begin and end. Costs one read where nothing has happened. Any number may run at once.
/// </summary>
public sealed class SeatFollowing(
    ITableStore tables,
    OfficeDirectory directory,
    RequestQueries queries,
    RequestLedger requests,
    GateLedger rounds,
    SeatLists lists,
    SeatFinder seats,
    SeatDesk desk,
    OfficeSettings office,
    TimeProvider clock)
{
    private static readonly TableKey Followed = new("marks", "seats");

    /// <summary>Lets seats follow what has changed since the last run.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var now = FormattableString.Invariant($"{await directory.Stamp(cancellation)}|{office.Calendar.DayOf(clock.GetUtcNow()):yyyy-MM-dd}");
        var before = (await tables.Find(OfficeTables.Marks, Followed, cancellation))?.Document.Stamp;
        if (before == now)
            return;
        if (before is null)
            await ListWhatIsOpen(cancellation);
        var deciders = (await directory.People(cancellation)).Where(p => Access.Allows(p, Permission.Decide)).Select(p => p.Email).ToHashSet();
        await foreach (var row in lists.AllOpen(cancellation))
            await Look(row, now, deciders, cancellation);
        await tables.Upsert(OfficeTables.Marks, Followed, new OrganisationMark(now), cancellation);
    }

    private async Task Look(SeatRow row, string stamp, HashSet<string> deciders, CancellationToken cancellation)
    {
        if ((await rounds.Find(row.Request, row.Visit, row.Number, row.Part, cancellation))?.Document is not { IsOpen: true } round)
            return;
        var expected = await seats.Find(await requests.Get(row.Request, cancellation), round, cancellation);
        if (!Reseating.Plan(round.Seats, expected, deciders.Contains).IsChange)
            return;
        var key = FormattableString.Invariant($"reseated|{round.Visit}|{round.Number}|{round.Part}|{stamp}");
        await desk.Reseat(round, key, new Actor(TimelineEntry.Office, "The office"), new Reseated(null, null), cancellation);
    }

    /// <summary>Rounds that opened before there were rows for them.</summary>
    private async Task ListWhatIsOpen(CancellationToken cancellation)
    {
        foreach (var stage in queries.Stages().OfType<LifecycleStage.Approval>())
        {
            await foreach (var row in tables.Scan(OfficeTables.RequestRows, RequestLists.StagePartition(stage.Name), cancellation: cancellation))
            {
                if (await requests.Find(row.Document.Id, cancellation) is not { } request)
                    continue;
                foreach (var round in (await rounds.All(request.Id, cancellation)).Where(round => round.IsOpen))
                    await lists.Follow(request, round, cancellation);
            }
        }
    }
}
