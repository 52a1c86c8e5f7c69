using PmoFlow.Domain.Delivery;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Import;

/// <summary>A file of projects that says to which program each belongs.</summary>
public sealed class ProgramColumnTests
{
    private const string Headings = "Project Name,Department,Programme,Delivery Confidence Assessment\n";

    [Fact]
    public async Task each_years_file_places_projects_from_that_year_on_in_whatever_order_files_come()
    {
        await using var office = await TestOffice.Open();
        var later = await office.Import(Headings + "Alpha,Finance,Better Ledgers,Green\nBeta,Finance,Open Doors,Amber\n", "returns_2025.csv");
        Assert.Equal("program", later.Mapping.Columns.Single(column => column.Heading == "Programme").Target);
        await office.Import(Headings + "Alpha,Finance,better ledgers,Red\nBeta,Finance,Better Ledgers,Amber\n", "returns_2024.csv");
        await office.Import(Headings + "Alpha,Finance,better ledgers,Red\nBeta,Finance,Better Ledgers,Amber\n", "returns_2024.csv");

        var programs = (await office.Get<ProgramLedger>().All()).ToDictionary(program => program.Name);
        Assert.Equal(["Better Ledgers", "Open Doors"], programs.Keys.Order());
        var beta = (await office.Get<ProjectQueries>().List(new(Text: "Beta"))).Rows[0].Programs;
        Assert.Equal([new ProgramPlacing(new(2024, 1, 1), programs["Better Ledgers"].Id), new ProgramPlacing(new(2025, 1, 1), programs["Open Doors"].Id)], beta);
        var queries = office.Get<ProgramQueries>();
        Assert.Equal(["Alpha", "Beta"], (await queries.Read(programs["Better Ledgers"].Id, new(2024, 6, 1)))!.Members.Select(member => member.Project.Name).Order());
        Assert.Equal(["Alpha"], (await queries.Read(programs["Better Ledgers"].Id, null))!.Members.Select(member => member.Project.Name));
        Assert.Equal(1, (await queries.List(null, "Ledgers", null, 10)).Rows.Single().Ratings.Count);
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    [Fact]
    public async Task where_programme_is_what_a_file_calls_its_projects_it_stays_their_name()
    {
        await using var office = await TestOffice.Open();
        var import = await office.Upload("Programme,Department,RAG\nAlpha,Finance,Green\n", "returns_2025.csv");
        Assert.Equal("name", import.Mapping.Columns[0].Target);
    }
}
