using System.Security.Cryptography;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Where running requests are moved to another version, after a look at what that means for each.</summary>
public sealed class MigrationDesk(
    ITableStore tables, RunningRequests running, RequestLedger requests, LifecycleLibrary lifecycles, WorkshopStarts starts, UnitCalendars calendars,
    TimeProvider clock)
{
    /// <summary>What moving means for each request on a version; nothing is changed.</summary>
    /// <param name="from">The version that they are on.</param>
    /// <param name="to">The version by which they would go on.</param>
    /// <param name="cancellation">Gives up reading.</param>
    public async Task<Outcome<IReadOnlyList<MigrationItem>>> Preview(LifecycleVersion from, LifecycleVersion to, CancellationToken cancellation = default)
    {
        if (from.Name != to.Name || lifecycles.Find(from) is not { } before || lifecycles.Find(to) is not { } after)
            return new Refusal.NotFound($"There are no versions {from} and {to} of one lifecycle.");
        var items = new List<MigrationItem>();
        var calendarOf = await calendars.Now(cancellation);
        await foreach (var row in running.On(from, cancellation))
            items.Add(Item(row, before, after, calendarOf(row.Unit)));
        return items;
    }

    /// <summary>Moves those of a preview that can be moved.</summary>
    /// <param name="from">The version that they are on.</param>
    /// <param name="to">The version by which they go on.</param>
    /// <param name="only">Which of them; null for all.</param>
    /// <param name="actor">Who moves them.</param>
    /// <param name="seen">When they saw the preview, UTC: what has come to wait for something else since then stays; null for now.</param>
    /// <param name="cancellation">Gives up before it is begun.</param>
    public async Task<Outcome<MigrationRecord>> Begin(
        LifecycleVersion from, LifecycleVersion to, IReadOnlySet<RequestId>? only, Actor actor, DateTimeOffset? seen = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (from == to)
            return new Refusal.Invalid([new FieldError("to", "Choose another version than the one that they are on.")]);
        var preview = await Preview(from, to, cancellation);
        if (preview is not Outcome<IReadOnlyList<MigrationItem>>.Done(var all))
            return ((Outcome<IReadOnlyList<MigrationItem>>.Refused)preview).Refusal;
        var chosen = all.Where(item => item.Step.Way != MigrationWay.Cannot && only?.Contains(item.Request) != false)
            .Select(item => seen is null || item.Since <= seen ? item : item.HasMovedOn()).ToList();
        if (chosen.Count == 0)
            return new Refusal.Invalid([new FieldError("requests", "Choose at least one request that can be moved.")]);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        foreach (var part in chosen.OrderBy(item => item.Request.Value, StringComparer.Ordinal).Chunk(ITableStore.MaxBatchOperations))
        {
            var batch = new TableBatch(WorkshopTables.MigrationItems.Table, WorkshopTables.MigrationPartition(id));
            foreach (var item in part)
                batch.Upsert(WorkshopTables.MigrationItems, WorkshopTables.ItemRow(item.Request), item);
            await tables.Write(batch, cancellation);
        }
        await starts.Point(LifecycleMigration.InstanceId(id), cancellation);
        // The record comes last: what has none was never begun.
        var record = new MigrationRecord(id, from, to, actor.Email, actor.Name, clock.GetUtcNow(), chosen.Count);
        await tables.Upsert(WorkshopTables.Migration, WorkshopTables.MigrationKey(id), record, cancellation);
        // What stands as begun must run, also where whoever asked has closed the page.
        await starts.Start(LifecycleMigration.InstanceId(id), CancellationToken.None);
        return record;
    }

    /// <summary>A migration as it stands, or null.</summary>
    public async Task<MigrationRecord?> Find(string id, CancellationToken cancellation = default) =>
        (await tables.Find(WorkshopTables.Migration, WorkshopTables.MigrationKey(id), cancellation))?.Document;

    /// <summary>Its requests with what came of each, by number.</summary>
    public async Task<IReadOnlyList<MigrationItem>> Items(string id, CancellationToken cancellation = default) =>
        await tables.Scan(WorkshopTables.MigrationItems, WorkshopTables.MigrationPartition(id), RowRange.StartingWith("item|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>The migrations of a lifecycle, the newest first, as they were begun.</summary>
    public async Task<IReadOnlyList<MigrationRecord>> Of(string name, CancellationToken cancellation = default) =>
        await tables.Scan(WorkshopTables.MigrationList, WorkshopTables.MigrationsOf(name), cancellation: cancellation).Take(20).Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>What moving a request means as it stands, or null where it is not on that version any more.</summary>
    internal async Task<MigrationStep?> Now(RequestId id, LifecycleVersion from, LifecycleVersion to, CancellationToken cancellation) =>
        await requests.Find(id, cancellation) is { Outcome: RequestOutcome.Open } request && request.Lifecycle == from
            ? MigrationRules.Of(lifecycles.Get(from), lifecycles.Get(to), request.Stage) : null;

    private static MigrationItem Item(RequestRow row, Lifecycle before, Lifecycle after, BusinessCalendar calendar)
    {
        var step = MigrationRules.Of(before, after, row.Stage);
        var wait = row.Waiting is [{ } first] ? first : null;
        var due = wait is not null && step.Way == MigrationWay.WaitsOn && MigrationPlan.WaitOf(wait.Kind, after.Stage(row.Stage)) is { } waits
            ? MigrationPlan.Due(wait, waits, calendar)
            : step.Way == MigrationWay.AsksAgain ? null : wait?.Due;
        return new MigrationItem(row.Id, row.Title, row.Stage, row.StageTitle, step, wait?.Due, MigrationState.Planned)
        {
            DueAfter = due,
            Since = row.Waiting.Count == 0 ? null : row.Waiting.Min(waiting => waiting.Since),
        };
    }
}
