using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Delivery;

/// <summary>Programs above projects: dated membership, and what the projects come to together.</summary>
public sealed class ProgramTests
{
    private const string Owner = "istvan.szabo@example.org";

    private static readonly ProgramContent Tills = new("Tills that never stop", "No shop closes early for its tills.", "operations", Owner);

    [Fact]
    public async Task report_of_a_past_day_keeps_the_projects_and_ratings_of_that_day()
    {
        await using var office = await TestOffice.Open();
        var (desk, ledger, queries) = (office.Get<ProgramDesk>(), office.Get<ProjectLedger>(), office.Get<ProgramQueries>());
        var program = Done(await desk.Create(TestPeople.Analyst, Tills));
        var (first, second) = (await Begun(office), await Begun(office));
        Done(await desk.Place(first.Id, TestPeople.Analyst, program.Id, null));
        await ledger.Enter(first.Id, "red", null, project => project with { Rating = HealthRating.Red, Budget = 100 });
        var monday = DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime);
        await office.Pass(TimeSpan.FromDays(3));

        var other = Done(await desk.Create(TestPeople.Analyst, Tills with { Name = "Another one" }));
        Done(await desk.Place(first.Id, TestPeople.Analyst, other.Id, null));
        Done(await desk.Place(second.Id, TestPeople.Analyst, program.Id, null));
        await ledger.Enter(first.Id, "green", null, project => project with { Rating = HealthRating.Green });

        var then = (await queries.Read(program.Id, monday))!;
        Assert.Equal((first.Id, HealthRating.Red, 100m), (Assert.Single(then.Members).Project.Id, then.Members[0].Rating, then.Budget));
        Assert.Equal(second.Id, Assert.Single((await queries.Read(program.Id, null))!.Members).Project.Id);
        Assert.Equal([first.Id, second.Id, first.Id], (await queries.Read(program.Id, null))!.Moves.OrderBy(move => move.Came ? 1 : 0).ThenBy(move => move.On == monday ? 1 : 0).Select(move => move.Project.Id));
        var lines = (await queries.List(null, null, null, 10)).Rows.ToDictionary(line => line.Program.Id, line => line.Ratings);
        Assert.Equal((1m, 1m, 0m), (lines[program.Id].Count, lines[other.Id].Of(HealthRating.Green), lines[program.Id].Of(HealthRating.Green)));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    [Fact]
    public async Task project_is_in_one_program_at_a_time_and_what_has_been_is_not_rewritten()
    {
        await using var office = await TestOffice.Open();
        var desk = office.Get<ProgramDesk>();
        var program = Done(await desk.Create(TestPeople.Analyst, Tills));
        var project = await Begun(office);
        var today = DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime);
        Done(await desk.Place(project.Id, TestPeople.Analyst, program.Id, today.AddDays(-10)));

        Assert.IsType<Refusal.Invalid>(Refused(await desk.Place(project.Id, TestPeople.Analyst, null, today.AddDays(-11))));
        Assert.IsType<Refusal.Invalid>(Refused(await desk.Place(project.Id, TestPeople.Analyst, null, today.AddDays(1))));
        Assert.IsType<Refusal.Invalid>(Refused(await desk.Place(project.Id, TestPeople.Analyst, new ProgramId("PG-NONE"), null)));
        Assert.IsType<Refusal.Invalid>(Refused(await desk.Create(TestPeople.Analyst, Tills with { Name = "tills that never stop!" })));
        Assert.Equal(4, Assert.IsType<Refusal.Invalid>(Refused(await desk.Create(TestPeople.Analyst, new(null, null, "nowhere", "nobody@example.org")))).Errors.Count);
        Done(await desk.Place(project.Id, TestPeople.Analyst, null, today.AddDays(-5)));
        var after = (await office.Project(project.Id)).Programs;
        Assert.Equal([null, program.Id, program.Id, null], new[] { -11, -10, -6, -5 }.Select(days => after.On(today.AddDays(days))));
    }

    [Fact]
    public async Task money_milestones_needs_risks_and_benefits_add_up_from_the_projects()
    {
        await using var office = await TestOffice.Open();
        var desk = office.Get<ProgramDesk>();
        var program = Done(await desk.Create(TestPeople.Analyst, Tills));
        var (one, two, three) = (await Begun(office), await Begun(office), await Begun(office));
        foreach (var project in new[] { one, two, three })
            Done(await desk.Place(project.Id, TestPeople.Analyst, program.Id, null));
        Done(await office.Get<MoneyDesk>().Take(one.Id, TestPeople.Analyst, [new MonthOfMoney(new Month(2026, 10), 100, 120, null, 50), new MonthOfMoney(new Month(2026, 11), 100)]));
        Done(await office.Get<MoneyDesk>().Take(two.Id, TestPeople.Analyst, [new MonthOfMoney(new Month(2026, 10), 300, 180, null, 100)]));
        Done(await office.Get<PlanDesk>().Put(one.Id, TestPeople.Analyst, new Milestone("m1", "Tills stand") { Plan = new DateOnly(2027, 3, 1) }));
        Done(await office.Get<PlanDesk>().Need(two.Id, TestPeople.Analyst, [new ProjectDependency(two.Id, one.Id, "Tills to train on", new DateOnly(2027, 2, 1), "m1")]));
        Done(await office.Get<RaidDesk>().Raise(two.Id, TestPeople.Analyst, new(RaidKind.Risk, "Chips come late", null, 4, 5, null, null, RaidState.Open, null)));
        Done(await office.Get<BenefitDesk>().Enter(one.Id, TestPeople.Analyst, new("Less waiting", "Hours", "hours a week", 20, 10, Owner)));

        var view = (await office.Get<ProgramQueries>().Read(program.Id, null))!;
        // BAC 200 + 300, PV 100 + 300, EV 50 % of 200 + 300, AC 120 + 180.
        Assert.Equal((500m, 400m, 400m, 300m), (view.Value!.Bac.Value, view.Value.Pv.Value, view.Value.Ev.Value, view.Value.Ac.Value));
        Assert.Equal(three.Id, Assert.Single(view.Readings, reading => reading.Reading.Value is null).Part.Project.Id);
        Assert.Equal(28, Assert.Single(view.Needs).Late);
        Assert.Equal((20, two.Id), (Assert.Single(view.Risks).Item.Exposure, view.Risks[0].Project.Id));
        Assert.Single(view.Milestones);
        Assert.Equal(new BenefitSum("hours a week", 10, 0, 0), Assert.Single(view.Worth.Sums));
    }

    [Fact]
    public async Task benefits_of_a_unit_are_planned_against_realised_and_unknown_where_nobody_measured()
    {
        await using var office = await TestOffice.Open();
        var project = await Begun(office);
        var (desk, actor) = (office.Get<BenefitDesk>(), TestPeople.Analyst);
        Done(await desk.Enter(project.Id, actor, new("Less waiting", "Hours", "hours a week", 20, 10, Owner)));
        Done(await desk.Enter(project.Id, actor, new("Less walking", "Hours", "hours a week", 8, 4, Owner)));
        await office.Get<ProjectDesk>().Close(project.Id, actor, "Delivered.");
        await office.Settle();
        var before = DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime);
        await office.Pass(TimeSpan.FromDays(93));
        Done(await desk.Answer(office.Token("/benefit-reviews/", Owner), 12, "Counted for a week."));
        await office.Settle();

        var measured = (await office.Get<BenefitLedger>().All(project.Id)).Single(benefit => benefit.Latest is not null);
        var planned = Math.Abs(measured.Target - measured.Before);
        var worth = BenefitRollUp.Of((await office.Get<Boards>().Now()).Total(project.Unit).Totals);
        Assert.Equal(new BenefitSum("hours a week", 14, planned, measured.Before - 12), Assert.Single(worth.Sums));
        Assert.Equal(14 - planned, worth.Sums[0].Unknown);
        var rows = await office.Get<ContributionQueries>().Of(project.Unit, Measure.BenefitRealised("hours a week"), null);
        Assert.Equal(($"benefit/{project.Id}:{measured.Number}", measured.Before - 12), (Assert.Single(rows).Contribution.Of, rows[0].Contribution.Amounts[Measure.BenefitRealised("hours a week")]));
        Assert.Equal(2, BenefitRollUp.Of((await office.Get<Boards>().At(before)).Total(project.Unit).Totals).In(BenefitState.Ahead));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    private static async Task<ProjectRecord> Begun(TestOffice office) => await office.Project((await office.Request(await office.InDelivery())).Project!.Value);

    private static T Done<T>(Outcome<T> outcome) => outcome is Outcome<T>.Refused(var refusal) ? throw new Xunit.Sdk.XunitException(refusal.Message) : ((Outcome<T>.Done)outcome).Value;

    private static Refusal Refused<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;
}
