using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Digests;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Portfolio;

/// <summary>What a project's page says of its milestones is what the heat map, the weekly mail and a recomputation say.</summary>
public sealed class MilestoneSlipTests
{
    private const string Leader = "ingrid.sorensen@example.org";
    private static readonly DateOnly Agreed = new(2026, 11, 27);

    [Fact]
    public async Task each_day_that_passes_over_a_milestone_makes_it_a_day_later_on_every_page()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        Done(await office.Get<PlanDesk>().Put(project.Id, lead, new Milestone("m1", "Live") { Plan = Agreed }));
        for (var day = 0; day < 9; day++)
            await office.Pass(TimeSpan.FromDays(1));

        var today = office.Get<Boards>().Today;
        decimal slip = (await office.Get<DeliveryQueries>().Plan(project.Id)).Outlooks(today)[0].Slip!.Value;
        Assert.Equal(today.DayNumber - Agreed.DayNumber, slip);
        Assert.Equal(slip, (await Cell(office, await office.Get<Boards>().Now(), project.Unit)).Days);
        Assert.Equal(3, (await Cell(office, await office.Get<Boards>().At(Agreed.AddDays(3)), project.Unit)).Days);
        Assert.Equal(0, (await Cell(office, await office.Get<Boards>().At(Agreed), project.Unit)).Days);
        var week = (await office.Get<WeekQueries>().Between(null, Agreed.AddDays(-1), Agreed.AddDays(5)))!.Changes;
        Assert.Equal(($"project/{project.Id}", 5m), Assert.Single(week.Slips) is var one ? (one.Of, one.Days) : default);
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);

        Done(await office.Get<PlanDesk>().Put(project.Id, lead, new Milestone("m1", "Live") { Plan = Agreed, Actual = today }));
        await office.Pass(TimeSpan.FromDays(1));
        Assert.Equal(slip, (await Cell(office, await office.Get<Boards>().Now(), project.Unit)).Days);
    }

    [Fact]
    public async Task approved_change_moves_milestones_on_the_heat_map_too()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        Done(await office.Get<PlanDesk>().Put(project.Id, lead, new Milestone("m1", "Live") { Plan = Agreed }));
        Done(await office.Get<PlanDesk>().Put(project.Id, lead, new Milestone("m1", "Live") { Plan = Agreed, Forecast = Agreed.AddDays(5) }));
        Assert.Equal(5, (await Cell(office, await office.Get<Boards>().Now(), project.Unit)).Days);
        Done(await office.Get<ChangeDesk>().Ask(project.Id, lead, new("Later", "The hall is late.", null, null, null, [new("m1", new(2027, 2, 10))], [])));
        await office.Settle();
        var token = office.Token("/project-decisions/", Leader);
        Done(await office.Get<ProjectGateDesk>().Decide(token, Done(await office.Get<ProjectGateDesk>().Open(token, null)).PageToken, null, new(Decision.Approve, "Seen.")));
        await office.Settle();

        var board = await office.Get<Boards>().Now();
        var map = SlipMap.Of(board, [new(board.Tree.Find(project.Unit)!)]);
        Assert.Equal([new Month(2027, 2)], map.Months);
        Assert.Equal(new SlipCell(1, 0), map.Lines[0].Cells[0]);
        Assert.Equal(new DateOnly(2027, 2, 10), (await office.Project(project.Id)).NextMilestone?.Expected);
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    [Fact]
    public async Task recomputation_reckons_from_the_plan_and_mends_what_the_project_says_of_it()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        Done(await office.Get<PlanDesk>().Put(project.Id, lead, new Milestone("m1", "Live") { Plan = Agreed }));
        await office.Get<ProjectLedger>().Enter(project.Id, "as-before-it-followed", null, before => before with { Slips = [new(Month.Of(Agreed), 1, 9)] });

        Assert.Equal($"project/{project.Id}", Assert.Single((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts).Of);
        await office.Get<SummaryRebuild>().Run(mend: true);
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
        Assert.Equal(0, Assert.Single((await office.Project(project.Id)).Slips).Days);
        Assert.Equal(0, (await Cell(office, await office.Get<Boards>().Now(), project.Unit)).Days);
    }

    private static async Task<SlipCell> Cell(TestOffice office, Board board, UnitId unit)
    {
        await office.Settle();
        var map = SlipMap.Of(board, [new(board.Tree.Find(unit)!)]);
        return Assert.Single(map.Lines).Cells[map.Months.ToList().IndexOf(Month.Of(Agreed))];
    }

    private static async Task<(ProjectRecord Project, Actor Lead)> Begun(TestOffice office)
    {
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        return (project, new Actor(project.Lead!, project.LeadName!));
    }

    private static T Done<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome).Value;
}
