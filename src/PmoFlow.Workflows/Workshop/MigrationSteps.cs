using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Bodies of <see cref="LifecycleMigration"/>'s activities. A repeat tells nobody twice: the inbox knows the word by its key.</summary>
internal sealed class MigrationSteps(ITableStore tables, MigrationDesk desk, RequestLedger requests, OrchestrationInbox inbox, TimeProvider clock)
{
    private const int AtOnce = 100;

    public async Task<int> Tell(ActivityContext activity, string id)
    {
        var (record, items) = (await Get(id, activity.Stopping), await desk.Items(id, activity.Stopping));
        var planned = items.Where(item => item.State == MigrationState.Planned).ToList();
        var told = await Task.WhenAll(planned.Take(AtOnce).Select(item => Tell(record, item, activity.Stopping)));
        await Keep(id, told, activity.Stopping);
        return planned.Count - told.Length;
    }

    public async Task<int> Check(ActivityContext activity, string id)
    {
        var (record, items) = (await Get(id, activity.Stopping), await desk.Items(id, activity.Stopping));
        var waiting = items.Where(item => item.State == MigrationState.Told).ToList();
        var looked = new List<MigrationItem>();
        foreach (var some in waiting.Chunk(AtOnce))
            looked.AddRange(await Task.WhenAll(some.Select(item => Look(record, item, activity.Stopping))));
        await Keep(id, looked.Where(item => item.State != MigrationState.Told), activity.Stopping);
        await Count(id, activity.Stopping);
        return looked.Count(item => item.State == MigrationState.Told);
    }

    public async Task<Nothing> Finish(ActivityContext activity, string id)
    {
        var silent = (await desk.Items(id, activity.Stopping)).Where(item => item.State == MigrationState.Told)
            .Select(item => item with { State = MigrationState.Stays, WhyNot = "It did not answer: somebody holds it up. It may still follow when it goes on." });
        await Keep(id, silent, activity.Stopping);
        await Count(id, activity.Stopping);
        await Change(id, record => record with { FinishedAt = record.FinishedAt ?? clock.GetUtcNow() }, activity.Stopping);
        return default;
    }

    private async Task<MigrationItem> Tell(MigrationRecord record, MigrationItem item, CancellationToken cancellation)
    {
        if (await desk.Now(item.Request, record.From, record.To, cancellation) is not { } step)
            return item with { State = MigrationState.Told };
        var request = await requests.Get(item.Request, cancellation);
        if (request.Stage != item.Stage || step.Way != item.Step.Way)
            return item with { State = MigrationState.Stays, WhyNot = $"It has moved on to {request.StageTitle} since the preview: look at it again." };
        await inbox.Post(item.Request.Value, item.Request.Value, RequestEvents.Migrated, new Posted<Migrated>(Key(record), 0,
            new Actor(record.Email, record.ActorName), clock.GetUtcNow(), new Migrated(record.To, item.Stage, item.Step.Way) { IsTakenOnce = true }), cancellation);
        return item with { State = MigrationState.Told };
    }

    private async Task<MigrationItem> Look(MigrationRecord record, MigrationItem item, CancellationToken cancellation)
    {
        var request = await requests.Get(item.Request, cancellation);
        var word = (await tables.Find(OfficeTables.Inbox, new(item.Request.Value, Key(record)), cancellation))?.Document;
        return word?.State switch
        {
            InboxState.Consumed => item with { State = MigrationState.Moved },
            InboxState.Superseded or null => item with { State = MigrationState.Stays, WhyNot = $"It has moved on to {request.StageTitle} since the preview." },
            _ => item,
        };
    }

    private async Task Keep(string id, IEnumerable<MigrationItem> items, CancellationToken cancellation)
    {
        foreach (var part in items.Chunk(ITableStore.MaxBatchOperations))
        {
            var batch = new TableBatch(WorkshopTables.MigrationItems.Table, WorkshopTables.MigrationPartition(id));
            foreach (var item in part)
                batch.Upsert(WorkshopTables.MigrationItems, WorkshopTables.ItemRow(item.Request), item);
            await tables.Write(batch, cancellation);
        }
    }

    private async Task Count(string id, CancellationToken cancellation)
    {
        var items = await desk.Items(id, cancellation);
        await Change(id, record => record with
        {
            Moved = items.Count(item => item.State == MigrationState.Moved),
            Stayed = items.Count(item => item.State == MigrationState.Stays),
        }, cancellation);
    }

    private Task Change(string id, Func<MigrationRecord, MigrationRecord> change, CancellationToken cancellation) =>
        tables.Change(WorkshopTables.Migration, WorkshopTables.MigrationKey(id), before => before is null ? null : change(before), cancellation);

    private async Task<MigrationRecord> Get(string id, CancellationToken cancellation) =>
        await desk.Find(id, cancellation) ?? throw new PermanentFailureException($"There is no migration {id}.");

    private static string Key(MigrationRecord record) => $"migrated|{record.Id}";
}
