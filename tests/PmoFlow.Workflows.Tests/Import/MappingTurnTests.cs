using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Import;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Import;

/// <summary>Saying what columns are, running, and uploads that break off, at the same time.</summary>
public sealed class MappingTurnTests
{
    private const string File = "Project,Department,RAG\nHarbour,Ports,Amber\nCanal,Ports,Red\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task nothing_is_taken_over_by_a_mapping_that_somebody_is_changing()
    {
        await using var office = await TestOffice.Open();
        var import = await office.Upload(File);
        var tables = new TroubledTables(office.Get<ITableStore>()) { HoldsPlans = true };

        var mapping = Desk(office, tables).Map(import.Id, import.Mapping, Cancel);
        await tables.Held.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        var (run, other) = (await office.Get<ImportDesk>().Run(import.Id, TestImports.Analyst, Cancel), await office.Get<ImportDesk>().Map(import.Id, import.Mapping, Cancel));
        tables.Go();

        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<ImportRecord>.Refused>(run).Refusal);
        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<ImportRecord>.Refused>(other).Refusal);
        Assert.Equal(ImportState.Preview, TestImports.Done(await mapping).State);
        Assert.Equal(2, (await office.Run(import)).Summary.Count(RowAction.NewProject));
    }

    [Fact]
    public async Task a_run_that_began_while_a_mapping_was_read_is_not_undone_by_it()
    {
        await using var office = await TestOffice.Open();
        var import = await office.Upload(File);
        var tables = new TroubledTables(office.Get<ITableStore>()) { HoldsTurn = true };

        var mapping = Desk(office, tables).Map(import.Id, import.Mapping, Cancel);
        await tables.Held.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await office.Run(import);
        tables.Go();

        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<ImportRecord>.Refused>(await mapping).Refusal);
        Assert.Equal((ImportState.Finished, 1), await State(office, import.Id));
        Assert.Equal(2, (await office.Get<ProjectQueries>().List(new(), Cancel)).Rows.Count);
    }

    [Fact]
    public async Task a_mapping_that_a_crash_cut_off_does_not_hold_the_import_up_for_ever()
    {
        await using var office = await TestOffice.Open();
        var import = await office.Upload(File);
        var tables = new TroubledTables(office.Get<ITableStore>()) { FailsPlans = true };
        await Assert.ThrowsAsync<IOException>(() => Desk(office, tables).Map(import.Id, import.Mapping, Cancel));
        Assert.IsType<Outcome<ImportRecord>.Refused>(await office.Get<ImportDesk>().Run(import.Id, TestImports.Analyst, Cancel));

        office.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.IsType<Outcome<ImportRecord>.Done>(await office.Get<ImportDesk>().Map(import.Id, import.Mapping, Cancel));
        await office.Run(import);
    }

    [Fact]
    public async Task an_upload_that_breaks_off_leaves_no_rows()
    {
        await using var office = await TestOffice.Open();
        var tables = new TroubledTables(office.Get<ITableStore>()) { FailsPlans = true };

        await Assert.ThrowsAsync<IOException>(() => Upload(Desk(office, tables)));

        var id = Assert.Single(tables.Stored);
        Assert.Empty(await office.Get<ITableStore>().Scan(ImportTables.Rows, id, RowRange.All, Cancel).ToListAsync(Cancel));
        Assert.Empty(await Marks(office));
    }

    [Fact]
    public async Task an_upload_whose_process_died_is_cleared_by_a_later_one()
    {
        await using var office = await TestOffice.Open();
        var tables = new TroubledTables(office.Get<ITableStore>()) { FailsPlans = true, IsDead = true };
        await Assert.ThrowsAsync<IOException>(() => Upload(Desk(office, tables)));
        var id = Assert.Single(tables.Stored);
        Assert.NotEmpty(await office.Get<ITableStore>().Scan(ImportTables.Rows, id, RowRange.All, Cancel).ToListAsync(Cancel));

        office.Clock.Advance(TimeSpan.FromHours(2));
        var import = await office.Upload(File);

        Assert.Empty(await office.Get<ITableStore>().Scan(ImportTables.Rows, id, RowRange.All, Cancel).ToListAsync(Cancel));
        Assert.Empty(await Marks(office));
        await office.Run(import);
    }

    private static async Task<(ImportState, int)> State(TestOffice office, string id) =>
        await office.Get<ImportDesk>().Find(id, Cancel) is { } import ? (import.State, import.Run) : throw new KeyNotFoundException(id);

    private static async Task<List<Stored<UploadMark>>> Marks(TestOffice office) =>
        await office.Get<ITableStore>().Scan(ImportTables.Uploads, ImportTables.UploadsPartition, cancellation: Cancel).ToListAsync(Cancel);

    private static Task Upload(ImportDesk desk) =>
        desk.Upload(new(new MemoryStream(Encoding.UTF8.GetBytes(File)), "file.csv", ImportKind.Projects), TestImports.Analyst, Cancel);

    private static ImportDesk Desk(TestOffice office, ITableStore tables)
    {
        var rows = new ImportedRows(tables);
        return new(tables, office.Get<IOrchestrationClient>(), office.Get<LifecycleLibrary>(), office.Get<OfficeSettings>(), office.Clock, new FileIntake(tables, rows),
            new ImportPlans(tables, rows, office.Get<ProjectIdentities>(), office.Get<LifecycleLibrary>()), rows, new MappingTurn(tables, office.Clock),
            new UploadMarks(tables, rows, office.Clock));
    }
}
