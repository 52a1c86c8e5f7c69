using System.Security.Cryptography;
using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Import;

/// <summary>Where files are brought in: uploaded, mapped, looked at, and taken over.</summary>
public sealed class ImportDesk
{
    private readonly ITableStore tables;
    private readonly IOrchestrationClient orchestrations;
    private readonly LifecycleLibrary lifecycles;
    private readonly OfficeSettings office;
    private readonly TimeProvider clock;
    private readonly FileIntake intake;
    private readonly ImportPlans plans;
    private readonly ImportedRows rows;
    private readonly MappingTurn turns;
    private readonly UploadMarks uploads;

    internal ImportDesk(
        ITableStore tables, IOrchestrationClient orchestrations, LifecycleLibrary lifecycles, OfficeSettings office, TimeProvider clock,
        FileIntake intake, ImportPlans plans, ImportedRows rows, MappingTurn turns, UploadMarks uploads)
    {
        (this.tables, this.orchestrations, this.lifecycles, this.office, this.clock) = (tables, orchestrations, lifecycles, office, clock);
        (this.intake, this.plans, this.rows, this.turns, this.uploads) = (intake, plans, rows, turns, uploads);
    }

    /// <summary>What columns of such a file can be.</summary>
    public IReadOnlyList<ImportTarget> Targets(ImportKind kind) => kind == ImportKind.Projects
        ? ImportTargets.Projects
        : ImportTargets.Demand(lifecycles.Current(RequestDesk.StandardLifecycle)?.Form ?? lifecycles.All[0].Form);

    /// <summary>Stores a file's rows, proposes what its columns are and shows what would happen. Nothing is taken over.</summary>
    public async Task<Outcome<ImportRecord>> Upload(ImportUpload upload, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(actor);
        var id = "I-" + RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 8);
        await uploads.Begin(id, cancellation);
        try
        {
            return await Store(id, upload, actor, cancellation);
        }
        finally
        {
            // Also where the sender went away in the middle: then nothing was entered, and nothing stays.
            await uploads.End(id, CancellationToken.None);
        }
    }

    private async Task<Outcome<ImportRecord>> Store(string id, ImportUpload upload, Actor actor, CancellationToken cancellation)
    {
        var taken = await intake.Take(id, upload, cancellation);
        if (taken is Outcome<UploadedFile>.Refused(var refusal))
            return refusal;
        var file = ((Outcome<UploadedFile>.Done)taken).Value;
        var proposed = MappingProposal.Propose(file.Csv.Headings, file.Profiles, Targets(upload.Kind));
        var signature = ImportMapping.Signature(upload.Kind, file.Csv.Headings);
        var remembered = (await tables.Find(ImportTables.Mappings, new(upload.Kind.ToString(), signature), cancellation))?.Document;
        var mapping = remembered is null ? proposed : proposed.As(remembered);
        mapping = mapping with
        {
            AmountScale = remembered?.AmountScale ?? ImportNotes.ScaleIn(file.Csv.Headings.Where((_, i) => file.Profiles[i].ShareOf(CellKind.Amount) > 0.5)),
            Period = upload.Kind == ImportKind.Projects && mapping.Of(ImportTargets.Period) is null
                ? PeriodText.InFileName(upload.Name) ?? office.Calendar.DayOf(clock.GetUtcNow()).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)
                : null,
        };
        var import = new ImportRecord(id, upload.Kind, file.File, actor.Email, actor.Name, clock.GetUtcNow(), mapping, ImportSummary.Empty, ImportState.Preview)
        {
            Notes = ImportNotes.Of(file, mapping, office.Currency),
            Remembered = remembered is not null,
        };
        import = await Planned(import, cancellation);
        await tables.Upsert(ImportTables.Imports, new(ImportTables.All, id), import, cancellation);
        return import;
    }

    /// <summary>An import as it stands, or null.</summary>
    public async Task<ImportRecord?> Find(string id, CancellationToken cancellation = default)
    {
        var import = await Stored(id, cancellation);
        if (import is not { State: ImportState.Running } running)
            return import;
        switch (await orchestrations.Get(ImportFile.InstanceId(id, running.Run), cancellation))
        {
            case null:
                // The process ended between storing that it runs and starting it.
                await Start(running, cancellation);
                return running;
            case { HasEnded: true }:
                // It has finished meanwhile; or an operator ended it, and it can be run again.
                var after = await Stored(id, cancellation);
                return after is { State: ImportState.Running } ? after with { State = ImportState.Preview } : after;
            default:
                return running;
        }
    }

    /// <summary>Imports, the latest first.</summary>
    public async Task<IReadOnlyList<ImportRecord>> List(int atMost = 50, CancellationToken cancellation = default) =>
        [.. (await tables.Scan(ImportTables.Imports, ImportTables.All, cancellation: cancellation).Select(s => s.Document).ToListAsync(cancellation))
            .OrderByDescending(i => i.UploadedAt).Take(atMost)];

    /// <summary>Says what the columns are, and shows what would happen then. A column that is not named is kept as a field.</summary>
    public async Task<Outcome<ImportRecord>> Map(string id, ImportMapping mapping, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        if (await Find(id, cancellation) is not { } import)
            return Unknown(id);
        if (import.State == ImportState.Running)
            return MappingTurn.Running(id);
        if (mapping.Check(Targets(import.Kind), import.File.Columns.Count) is { Count: > 0 } errors)
            return new Refusal.Invalid(errors);
        var turn = await turns.Begin(import, cancellation);
        return turn is Outcome<ImportRecord>.Done(var own)
            ? await turns.End(await Planned(own with { Mapping = own.Mapping.As(mapping), State = ImportState.Preview }, cancellation), cancellation)
            : turn;
    }

    /// <summary>Takes the file over. Its mapping is remembered for the next file with these headings.</summary>
    public async Task<Outcome<ImportRecord>> Run(string id, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await Find(id, cancellation) is not { } import)
            return Unknown(id);
        if (import.State == ImportState.Running)
            return import;
        if (import.Mapping.Check(Targets(import.Kind), import.File.Columns.Count) is { Count: > 0 } errors)
            return new Refusal.Invalid(errors);
        var run = import.Run + 1;
        if (await OtherRunning(import, run, cancellation) is { } other)
            return new Refusal.TooLate($"Import {other} is running. Start this one when it has finished, so that no project is made twice.");
        // Only what was looked at is taken over: not where somebody is saying, or has said since, what the columns are.
        import = (await tables.Change(ImportTables.Imports, new(ImportTables.All, id), before => before is null || before.Run != run - 1 || turns.IsTaken(before)
            || before.Mapping.Check(Targets(before.Kind), before.File.Columns.Count).Count > 0
                ? null : before with { State = ImportState.Running, Run = run, RowsDone = 0, RunBy = actor.Email, RunAt = clock.GetUtcNow(), FinishedAt = null, Planning = null }, cancellation))!;
        if (import.Run != run)
            return new Refusal.TooLate($"Somebody is saying what the columns of import {id} are. Look at what happens then, and run it.");
        await tables.Upsert(ImportTables.Mappings,
            new(import.Kind.ToString(), ImportMapping.Signature(import.Kind, import.File.Columns.Select(c => c.Heading))),
            import.Mapping with { Period = null }, cancellation);
        await Start(import, cancellation);
        return import;
    }

    /// <summary>What happens, or happened, with the rows, in the order of the file.</summary>
    /// <param name="id">Of which import.</param>
    /// <param name="filter">Which rows.</param>
    /// <param name="cursor">Where the last page ended.</param>
    /// <param name="pageSize">At most so many.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Page<RowPlan>> Rows(string id, RowFilter filter, string? cursor, int pageSize, CancellationToken cancellation = default)
    {
        var (from, skip) = RowCursor.Read(cursor);
        var (page, size) = (new List<RowPlan>(), Math.Clamp(pageSize, 1, 1000));
        await foreach (var chunk in rows.Plans(id, from, cancellation))
        {
            for (var i = chunk.Chunk == from ? skip : 0; i < chunk.Rows.Count; i++)
            {
                if (!filter.Takes(chunk.Rows[i]))
                    continue;
                if (page.Count == size)
                    return new(page, RowCursor.Write(chunk.Chunk, i));
                page.Add(chunk.Rows[i]);
            }
        }
        return new(page, null);
    }

    /// <summary>The rows that are not taken, as a CSV file: number, reason, what to do, and the row as it was.</summary>
    public Task WriteNotTaken(ImportRecord import, Stream output, CancellationToken cancellation = default) =>
        new NotTakenFile(rows).Write(import, output, cancellation);

    private async Task<ImportRecord> Planned(ImportRecord import, CancellationToken cancellation) =>
        import.Mapping.Check(Targets(import.Kind), import.File.Columns.Count).Count > 0
            ? import with { Summary = ImportSummary.Empty }
            : import with { Summary = await plans.Plan(import, cancellation) };

    private Task<StartOutcome> Start(ImportRecord import, CancellationToken cancellation) => orchestrations.Start(
        ImportFile.Reference, ImportFile.InstanceId(import.Id, import.Run), new ImportFileInput(import.Id, import.Run), cancellation);

    private async Task<string?> OtherRunning(ImportRecord import, int run, CancellationToken cancellation)
    {
        var turn = await tables.Change(ImportTables.Turn, new(ImportTables.Turns, import.Kind.ToString()),
            held => held is null || held.Import == import.Id ? new ImportTurn(import.Id, run) : null, cancellation);
        if (turn!.Import == import.Id)
            return null;
        if (await orchestrations.Get(ImportFile.InstanceId(turn.Import, turn.Run), cancellation) is { HasEnded: false })
            return turn.Import;
        // Somebody ended it before it could give its turn back.
        await tables.Upsert(ImportTables.Turn, new(ImportTables.Turns, import.Kind.ToString()), new ImportTurn(import.Id, run), cancellation);
        return null;
    }

    private async Task<ImportRecord?> Stored(string id, CancellationToken cancellation) =>
        (await tables.Find(ImportTables.Imports, new(ImportTables.All, id), cancellation))?.Document;

    private static Refusal.NotFound Unknown(string id) => new($"There is no import {id}.");
}
