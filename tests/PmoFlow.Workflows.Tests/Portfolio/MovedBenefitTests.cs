using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Portfolio;

/// <summary>A project's benefits count where it is, once, whenever the process ends.</summary>
public sealed class MovedBenefitTests
{
    private static readonly UnitId Elsewhere = new("operations");

    [Fact]
    public async Task benefits_go_with_their_project_to_another_unit_and_back()
    {
        await using var office = await TestOffice.Open();
        var project = await WithBenefit(office);
        Assert.Equal((1, 0), await Counted(office, project.Unit));

        await Move(office, project.Id, Elsewhere, "there");
        Assert.Equal((0, 1), await Counted(office, project.Unit));
        Assert.Single((await office.Get<BenefitLedger>().List(Elsewhere, null, null, 10)).Rows);
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);

        await Move(office, project.Id, project.Unit, "back");
        Assert.Equal((1, 0), await Counted(office, project.Unit));
        await Move(office, project.Id, Elsewhere, "there-again");
        Assert.Equal((0, 1), await Counted(office, project.Unit));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task what_ended_between_the_move_and_its_lists_counts_nothing_twice_after_the_next_change_of_any_kind(bool isRecomputed)
    {
        await using var office = await TestOffice.Open();
        var project = await WithBenefit(office);
        // Written, and never published: as if the process had ended there.
        await office.Get<ProjectLedger>().Enter(project.Id, "moved", null, before => before with { Unit = Elsewhere }, later: new ProjectsToPublish());

        if (isRecomputed)
            await office.Get<SummaryRebuild>().Run(mend: true);
        else
            await office.Get<ProjectLedger>().Enter(project.Id, "anything", null, before => before with { Description = "Another word." });
        Assert.Equal((0, 1), await Counted(office, project.Unit));
        var total = (await office.Get<Boards>().Now()).Total(null);
        Assert.Equal((1, 1), (total.Total(Measure.Projects), total.Total(Measure.Benefits)));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    [Fact]
    public async Task recomputation_goes_by_the_projects_and_mends_the_list()
    {
        await using var office = await TestOffice.Open();
        var project = await WithBenefit(office);
        var (tables, finance) = (office.Get<ITableStore>(), project.Unit);
        await tables.Delete(DeliveryTables.BenefitRows, new(OfficeTables.All, $"{project.Id}|001"));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
        // As an office from before they followed has it.
        var benefit = (await office.Get<BenefitLedger>().Find(project.Id, 1))!;
        await tables.Upsert(DeliveryTables.Benefits, new(project.Id.Value, DeliveryTables.BenefitRow(1)), benefit with { Unit = Elsewhere });
        await office.Get<SummaryLedger>().Put(Elsewhere, UnitSummary.Now, Measure.Of(benefit).Of, Measure.Of(benefit));

        Assert.Single((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
        await office.Get<SummaryRebuild>().Run(mend: true);
        Assert.Equal((1, 0), await Counted(office, finance));
        Assert.Equal(finance, Assert.Single((await office.Get<BenefitLedger>().List(null, null, null, 10)).Rows).Unit);
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    private static Task Move(TestOffice office, ProjectId project, UnitId to, string step) =>
        office.Get<ProjectLedger>().Enter(project, step, null, before => before with { Unit = to });

    private static async Task<(decimal Here, decimal Elsewhere)> Counted(TestOffice office, UnitId here)
    {
        var board = await office.Get<Boards>().Now();
        return (board.Total(here).Total(Measure.Benefits), board.Total(Elsewhere).Total(Measure.Benefits));
    }

    private static async Task<ProjectRecord> WithBenefit(TestOffice office)
    {
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        Assert.IsType<Outcome<Benefit>.Done>(await office.Get<BenefitDesk>().Enter(project.Id, new Actor(project.Lead!, project.LeadName!),
            new("Fewer stops", "Stops a week", "stops", 14, 2, project.Lead)));
        return project;
    }
}
