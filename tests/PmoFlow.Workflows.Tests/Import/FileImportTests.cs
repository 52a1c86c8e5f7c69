using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Import;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Import;

public sealed class FileImportTests
{
    private const string Two = """
        Project,Department,RAG,Year,Budget,Sponsor
        Harbour,Ports,Amber,2024,"1,200.50",Kim
        Canal,Ports,Red,2024,12,"=HYPERLINK(""http://evil"",""x"")"
        """;

    [Fact]
    public async Task nothing_is_taken_over_before_somebody_says_so()
    {
        await using var office = await TestOffice.Open();
        var import = await office.Upload(Two);
        Assert.Equal(2, import.Summary.Count(RowAction.NewProject));
        Assert.Equal(ImportState.Preview, import.State);
        Assert.Empty((await office.Get<ProjectQueries>().List(new())).Rows);
    }

    [Fact]
    public async Task row_becomes_a_project_with_its_unit_its_rating_and_every_column()
    {
        await using var office = await TestOffice.Open();
        await office.Import(Two);
        var projects = (await office.Get<ProjectQueries>().List(new())).Rows;
        var canal = Assert.Single(projects, p => p.Name == "Canal");
        Assert.Equal((HealthRating.Red, "2024", 12m), (canal.Rating, canal.RatedPeriod, canal.Budget));
        Assert.Equal("=HYPERLINK(\"http://evil\",\"x\")", canal.Fields["Sponsor"]);
        Assert.Equal("Ports", Assert.Single(await office.Get<OfficeDirectory>().Units(), u => u.Id == canal.Unit).Name);
        Assert.Null(TimelineEntry.FirstBreak(await office.Get<ProjectQueries>().Timeline(canal.Id)));
        Assert.Equal(1200.50m, Assert.Single(projects, p => p.Name == "Harbour").Budget);
    }

    [Fact]
    public async Task earlier_period_that_comes_later_does_not_overwrite_what_is_so_now()
    {
        await using var office = await TestOffice.Open();
        await office.Import("name,unit,rag,year,budget\nHarbour,Ports,Red,2024,20\n");
        await office.Import("name,unit,rag,year,budget\nHarbour,Ports,Green,2023,10\n");
        var harbour = Assert.Single((await office.Get<ProjectQueries>().List(new())).Rows);
        Assert.Equal((HealthRating.Red, "2024", 20m), (harbour.Rating, harbour.RatedPeriod, harbour.Budget));
        Assert.Equal(["2023", "2024"], (await office.Get<ProjectQueries>().Health(harbour.Id)).Select(c => c.Period));
    }

    [Fact]
    public async Task corrected_row_replaces_its_rating_and_moves_between_units()
    {
        await using var office = await TestOffice.Open();
        await office.Import("number,name,unit,rag,year\n7,Harbour,Ports,Red,2024\n");
        var second = await office.Import("number,name,unit,rag,year\n7,Harbour,Quays,Amber,2024\n");
        Assert.Equal(1, second.Summary.Count(RowAction.Correction));
        var dashboard = await office.Get<DashboardQueries>().Portfolio("2024");
        var row = Assert.Single(dashboard.Units);
        Assert.Equal("Quays", row.Unit.Name);
        Assert.Equal(1, row.Summary.Total(Measure.Rated(HealthRating.Amber)));
        Assert.Equal(0, dashboard.Total(Measure.Rated(HealthRating.Red)));
    }

    [Fact]
    public async Task file_with_many_months_is_many_ratings_of_one_project()
    {
        await using var office = await TestOffice.Open();
        var import = await office.Import("project,month,rag\nHarbour,2024-03,Red\nHarbour,2024-01,Green\nHarbour,2024-02,Amber\nHarbour,2024-02,Amber\n");
        Assert.Equal(1, import.Summary.Count(RowAction.NotTaken));
        var harbour = Assert.Single((await office.Get<ProjectQueries>().List(new())).Rows);
        Assert.Equal(HealthRating.Red, harbour.Rating);
        Assert.Equal([HealthRating.Green, HealthRating.Amber, HealthRating.Red], (await office.Get<ProjectQueries>().Health(harbour.Id)).Select(c => c.Rating));
    }

    [Fact]
    public async Task rows_that_are_not_taken_come_back_as_a_file_that_no_spreadsheet_executes()
    {
        await using var office = await TestOffice.Open();
        var import = await office.Import("name,rag,year,note\n,Red,2024,=1+1\nHarbour,Red,2024,fine\nHarbour,Red,2024,@SUM(A1)\nCanal,Red,2024,\"a\",extra\n");
        Assert.Equal(3, import.Summary.Count(RowAction.NotTaken));
        var rows = await office.Rows(import, RowFilter.NotTaken);
        Assert.Equal([2, 4, 5], rows.Select(r => r.Row));
        Assert.All(rows, r => Assert.NotEmpty(r.Problems[0].Fix));
        var file = await office.NotTaken(import);
        Assert.Contains("\"'=1+1\"", file, StringComparison.Ordinal);
        Assert.Contains("\"'@SUM(A1)\"", file, StringComparison.Ordinal);
        Assert.DoesNotContain(",=1+1", file, StringComparison.Ordinal);
        Assert.DoesNotContain("fine", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task mapping_is_remembered_for_the_next_file_with_these_headings()
    {
        await using var office = await TestOffice.Open();
        const string first = "A,B,C\nHarbour,Red,2024\n";
        var import = await office.Upload(first);
        Assert.Null(import.Mapping.Of(ImportTargets.Name));
        var refused = await office.Get<ImportDesk>().Run(import.Id, TestImports.Analyst);
        Assert.Contains("project name", Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<ImportRecord>.Refused>(refused).Refusal).Errors[0].Message, StringComparison.Ordinal);
        await office.Run(TestImports.Done(await office.Get<ImportDesk>().Map(import.Id, new ImportMapping(
            [new(0, "A", ImportTargets.Name), new(1, "B", ImportTargets.Rating), new(2, "C", ImportTargets.Period)]))));

        var next = await office.Upload("B,C,A\nGreen,2025,Harbour\n");
        Assert.True(next.Remembered);
        Assert.Equal("A", next.Mapping.Of(ImportTargets.Name)!.Heading);
        Assert.Equal(1, next.Summary.Count(RowAction.NextRating));
    }

    [Fact]
    public async Task demand_becomes_requests_once_each()
    {
        await using var office = await TestOffice.Open();
        const string csv = "Title;Description;Requester email;Department;Expected cost;Colour\nNew tills;They stop;zoe@example.org;Finance;12.500,00 €;blue\nNew tills;They stop;zoe@example.org;Finance;12.500,00 €;blue\nNothing;;not an address;Moon;lots;red\n";
        var import = await office.Import(csv, kind: ImportKind.Demand);
        Assert.Equal((2, 1), (import.Summary.Count(RowAction.NewRequest), import.Summary.Count(RowAction.NotTaken)));
        var requests = (await office.Get<RequestQueries>().List(new(null, null, null, 50))).Rows;
        Assert.Equal(2, requests.Count);
        var tills = await office.Request(Assert.Single(requests, r => r.Title == "New tills").Id);
        Assert.Equal((12_500m, "finance", "screening"), (tills.Cost, tills.Unit?.Value, tills.Stage));
        var nothing = await office.Request(Assert.Single(requests, r => r.Title == "Nothing").Id);
        Assert.Contains("Expected cost: lots", nothing.Content.Description, StringComparison.Ordinal);
        Assert.Equal(TestImports.Analyst.Email, nothing.Content.Requester.Email);

        var again = await office.Import(csv, kind: ImportKind.Demand);
        Assert.Equal(2, again.Summary.Count(RowAction.Unchanged));
        Assert.Equal(2, (await office.Get<RequestQueries>().List(new(null, null, null, 50))).Rows.Count);
    }

    [Fact]
    public async Task health_checks_begin_only_where_the_import_says_so_and_somebody_leads()
    {
        await using var office = await TestOffice.Open();
        const string csv = "name,rag,year,lead email\nHarbour,Red,2026,lea@example.org\nCanal,Red,2026,\n";
        var import = await office.Upload(csv);
        Assert.Empty(import.Remarks());
        import = TestImports.Done(await office.Get<ImportDesk>().Map(import.Id, import.Mapping with { StartHealthChecks = true }));
        Assert.StartsWith("1 row has no lead with a mail address: where their projects have none yet, health checks and status reports cannot start.", Assert.Single(import.Remarks()), StringComparison.Ordinal);
        await office.Run(import);
        await office.Pass(TimeSpan.FromDays(32));
        // Of each project that is led: that it is theirs, one health check, one status report.
        Assert.Equal(["HealthCheck", "Lead", "StatusReport"], office.Mail.Taken.Where(m => m.To.Email == "lea@example.org").Select(m => m.Category).Order(StringComparer.Ordinal));
        var canal = Assert.Single((await office.Get<ProjectQueries>().List(new(Text: "Canal"))).Rows);
        Assert.Single(await office.Get<ProjectQueries>().Health(canal.Id));
        Assert.Empty(await office.Get<DeliveryQueries>().Reports(canal.Id));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   \n , \n", "every cell")]
    [InlineData("name,year\n", "no rows below")]
    [InlineData("PK\u0003\u0004rest", "workbook")]
    [InlineData("name,year\n\"Harbour,2024\nCanal,2024\n", "quotation mark")]
    [InlineData("<!DOCTYPE html><title>Sign in</title>", "web page")]
    public async Task file_that_is_none_is_refused_with_what_to_do(string content, string says)
    {
        await using var office = await TestOffice.Open();
        var error = await office.Refusal(Encoding.UTF8.GetBytes(content));
        Assert.Equal("file", error.Field);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Empty(await office.Get<ImportDesk>().List());
    }

    [Fact]
    public async Task oversize_file_is_refused_without_being_kept()
    {
        await using var office = await TestOffice.Open();
        var error = await office.Refusal(new byte[ImportLimits.Bytes + 1]);
        Assert.Contains("over 64 MB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task import_goes_on_after_a_restart_and_counts_no_row_twice()
    {
        await using var office = await TestOffice.Open();
        const int rows = 2_000;
        var import = await office.Upload(Large(rows), "large.csv");
        TestImports.Done(await office.Get<ImportDesk>().Run(import.Id, TestImports.Analyst));
        while ((await office.Get<ImportDesk>().Find(import.Id))!.RowsDone == 0)
            await Task.Yield();
        await office.Restart();
        await office.Platform.WhenIdle().WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        import = (await office.Get<ImportDesk>().Find(import.Id))!;
        Assert.Equal((ImportState.Finished, rows), (import.State, import.Summary.Count(RowAction.NewProject)));
        await Expect(office, rows);
        Assert.Equal(rows, (await Entries(office)).Sum());
        Assert.All(await Entries(office), entries => Assert.Equal(1, entries));
    }

    [Fact]
    public async Task import_that_an_operator_ended_can_be_run_again()
    {
        await using var office = await TestOffice.Open();
        var import = await office.Upload(Large(3_000), "large.csv");
        import = TestImports.Done(await office.Get<ImportDesk>().Run(import.Id, TestImports.Analyst));
        await office.Get<IOrchestrationClient>().Terminate(ImportFile.InstanceId(import.Id, import.Run), "Wrong file.", cancellation: TestContext.Current.CancellationToken);
        await office.Platform.WhenIdle().WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        Assert.Equal(ImportState.Preview, (await office.Get<ImportDesk>().Find(import.Id))!.State);
        import = await office.Run(import);
        Assert.Equal(3_000, import.RowsDone);
        await Expect(office, 3_000);
    }

    [Fact]
    public async Task second_file_waits_for_its_turn_so_that_no_project_is_made_twice()
    {
        await using var office = await TestOffice.Open();
        var first = await office.Upload(Large(3_000), "first.csv");
        var second = await office.Upload(Large(10), "second.csv");
        TestImports.Done(await office.Get<ImportDesk>().Run(first.Id, TestImports.Analyst));
        var refused = await office.Get<ImportDesk>().Run(second.Id, TestImports.Analyst);
        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<ImportRecord>.Refused>(refused).Refusal);
        await office.Platform.WhenIdle().WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        Assert.Equal(10, (await office.Run(second)).Summary.Count(RowAction.Unchanged));
    }

    [Fact]
    public async Task hundred_thousand_rows_are_read_and_shown_before_anything_is_taken_over()
    {
        await using var office = await TestOffice.Open();
        var import = await office.Upload(Large(100_000), "large.csv");
        Assert.Equal(100_000, import.Summary.Count(RowAction.NewProject));
        var page = await office.Get<ImportDesk>().Rows(import.Id, RowFilter.All, "999.50", 25);
        Assert.Equal(100_001 - 49, page.Rows[0].Row);
    }

    [Fact]
    public async Task many_rows_are_imported_and_the_second_time_nothing_changes()
    {
        await using var office = await TestOffice.Open();
        var rows = int.TryParse(Environment.GetEnvironmentVariable("PMOFLOW_IMPORT_ROWS"), out var asked) ? asked : 10_000;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var import = await office.Upload(Large(rows), "large.csv");
        Assert.Equal(rows, import.Summary.Count(RowAction.NewProject));
        var uploaded = clock.Elapsed;
        import = await office.Run(import);
        var imported = clock.Elapsed - uploaded;
        Assert.Equal(rows, import.RowsDone);
        await Expect(office, rows);
        var again = await office.Run(await office.Upload(Large(rows), "large.csv"));
        Assert.Equal(rows, again.Summary.Count(RowAction.Unchanged));
        await Expect(office, rows);
        TestContext.Current.SendDiagnosticMessage(
            $"{rows} rows: upload and preview {uploaded}, import {imported}, all of it again {clock.Elapsed - imported - uploaded}");
    }

    private static string Large(int rows)
    {
        var csv = new StringBuilder("Number,Name,Department,RAG,Year,Budget\n");
        string[] colours = ["Green", "Amber", "Red", "no answer yet"];
        for (var i = 0; i < rows; i++)
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"N-{i:D6},Project {i},Department {i % 40},{colours[i % 4]},2025,{i}.50\n");
        return csv.ToString();
    }

    private static async Task Expect(TestOffice office, int rows)
    {
        HealthRating[] ratings = [HealthRating.Green, HealthRating.Amber, HealthRating.Red, HealthRating.Unknown];
        foreach (var period in (string[])["2025", UnitSummary.Now])
        {
            var dashboard = await office.Get<DashboardQueries>().Portfolio(period);
            Assert.Equal(ratings.Select(_ => rows / 4m), ratings.Select(r => dashboard.Total(Measure.Rated(r))));
        }
    }

    private static async Task<List<int>> Entries(TestOffice office)
    {
        var (entries, cursor) = (new List<int>(), default(string));
        do
        {
            var page = await office.Get<ProjectQueries>().List(new(PageSize: 1000, Cursor: cursor));
            entries.AddRange(page.Rows.Select(project => project.Timeline.Sequence));
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return entries;
    }
}
