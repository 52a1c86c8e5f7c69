using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>The only writer of programs: record and timeline change in one batch, and the list follows.</summary>
public sealed class ProgramLedger(ITableStore tables, TimeProvider clock)
{
    /// <summary>A program as it stands, or null.</summary>
    public async Task<ProgramRecord?> Find(ProgramId id, CancellationToken cancellation = default) =>
        (await tables.Find(ProgramTables.Programs, new(id.Value, OfficeTables.RecordRow), cancellation))?.Document;

    /// <summary>The program that is called so, or null.</summary>
    public async Task<ProgramRecord?> Named(string name, CancellationToken cancellation = default) =>
        await tables.Scan(ProgramTables.Rows, OfficeTables.All, cancellation: cancellation).Select(row => row.Document)
            .FirstOrDefaultAsync(program => ProgramTables.IsSame(program.Name, name), cancellation);

    /// <summary>Every program by number.</summary>
    public async Task<IReadOnlyList<ProgramRecord>> All(CancellationToken cancellation = default) =>
        await tables.Scan(ProgramTables.Rows, OfficeTables.All, cancellation: cancellation).Select(row => row.Document).ToListAsync(cancellation);

    /// <summary>Programs, a page at a time.</summary>
    public Task<Page<ProgramRecord>> List(UnitId? unit, string? text, string? cursor, int pageSize, CancellationToken cancellation = default) =>
        tables.Page(ProgramTables.Rows, OfficeTables.All, cursor, pageSize, program => (unit is null || program.Unit == unit)
            && Paging.Contains(text, program.Id.Value, program.Name, program.OwnerName, program.Outcome), cancellation);

    /// <summary>Its timeline from the beginning.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> TimelineOf(ProgramId id, CancellationToken cancellation = default) =>
        await tables.Scan(ProgramTables.Timeline, id.Value, RowRange.StartingWith("timeline|"), cancellation).Select(row => row.Document).ToListAsync(cancellation);

    /// <summary>Writes a new program, or gives the one that began under this name and still has it.</summary>
    internal async Task<ProgramRecord> Open(string name, UnitId unit, TimelineDraft draft, Func<ProgramRecord, ProgramRecord> content, CancellationToken cancellation)
    {
        for (var number = 1; ; number++)
        {
            var (id, now) = (ProgramTables.IdOf(name, number), clock.GetUtcNow());
            var (entry, end) = TimelineEnd.Empty.Next("opened", now, draft);
            var program = content(new ProgramRecord(id, name, "", unit, now, now, end));
            var batch = new TableBatch(ProgramTables.Programs.Table, id.Value)
                .Insert(ProgramTables.Programs, OfficeTables.RecordRow, program)
                .Insert(ProgramTables.Timeline, OfficeTables.TimelineRow(entry.Sequence), entry);
            if (await tables.Write(batch, cancellation) is WriteOutcome.Written)
                return await Publish(id, CancellationToken.None);
            if (await Publish(id, cancellation) is var there && ProgramTables.IsSame(there.Name, name))
                return there;
        }
    }

    /// <summary>Changes one; a step that was entered before changes nothing.</summary>
    internal async Task<Outcome<ProgramRecord>> Enter(ProgramId id, string step, TimelineDraft draft, Func<ProgramRecord, ProgramRecord> change, CancellationToken cancellation)
    {
        while (true)
        {
            if (await tables.Find(ProgramTables.Programs, new(id.Value, OfficeTables.RecordRow), cancellation) is not { } stored)
                return new Refusal.NotFound($"There is no program {id}.");
            if (stored.Document.Timeline.Has(step))
                return await Publish(id, cancellation);
            var now = clock.GetUtcNow();
            var (entry, end) = stored.Document.Timeline.Next(step, now, draft);
            var batch = new TableBatch(ProgramTables.Programs.Table, id.Value)
                .Replace(ProgramTables.Programs, OfficeTables.RecordRow, change(stored.Document) with { UpdatedAt = now, Timeline = end }, stored.ETag)
                .Insert(ProgramTables.Timeline, OfficeTables.TimelineRow(entry.Sequence), entry);
            if (await tables.Write(batch, cancellation) is WriteOutcome.Written)
                return await Publish(id, CancellationToken.None);
        }
    }

    // Until it stands as it was published: of two changes at once, the one that publishes last would otherwise leave the older of them.
    private async Task<ProgramRecord> Publish(ProgramId id, CancellationToken cancellation)
    {
        for (Stored<ProgramRecord>? published = null; ;)
        {
            var stands = await tables.Find(ProgramTables.Programs, new(id.Value, OfficeTables.RecordRow), cancellation)
                ?? throw new KeyNotFoundException($"There is no program {id}.");
            if (stands.ETag == published?.ETag)
                return stands.Document;
            await tables.Upsert(ProgramTables.Rows, new(OfficeTables.All, id.Value), stands.Document, cancellation);
            published = stands;
        }
    }
}
