using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Actions;

/// <summary>What is to be done for a project is told of the unit that has it, whenever the process ends; what was done stays where it was.</summary>
public sealed class MovedActionTests
{
    private static readonly UnitId Elsewhere = new("operations");

    [Fact]
    public async Task open_actions_go_with_their_project_and_back_and_days_that_are_over_stay_as_they_were()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        var (open, closed, measured) = (await Opened(office, project), await Opened(office, project), await Opened(office, project, ProjectMetrics.Cpi));
        await office.Get<ActionDesk>().Close(closed.Id, TestPeople.Analyst, ActionState.Dropped, "Not needed.");
        await office.Get<ActionDesk>().Close(measured.Id, TestPeople.Analyst, ActionState.Done, "Stopped.");
        await office.Settle();
        var before = office.Get<Boards>().Today;
        await office.Pass(TimeSpan.FromDays(1));

        await Move(office, project.Id, Elsewhere);
        Assert.Equal((0, 1), await Counted(office, project.Unit));
        Assert.Equal([open.Id], await Listed(office, Elsewhere, ActionState.Open));
        Assert.Equal([measured.Id], await Listed(office, Elsewhere, ActionState.Done));
        Assert.Equal([closed.Id], await Listed(office, project.Unit, ActionState.Dropped));
        Assert.Empty(await Listed(office, project.Unit, ActionState.Open));
        Assert.Equal((0, 1), ((await office.Get<ActionRegister>().Ageing(project.Unit)).Open, (await office.Get<ActionRegister>().Ageing(Elsewhere)).Open));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);

        await Move(office, project.Id, project.Unit);
        Assert.Equal((1, 0), await Counted(office, project.Unit));
        await Move(office, project.Id, Elsewhere);
        Assert.Equal((0, 1), await Counted(office, project.Unit));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);

        var past = await office.Get<Boards>().At(before);
        Assert.Equal((1, 0), (past.Total(project.Unit).Total(Measure.OpenActions), past.Total(Elsewhere).Total(Measure.OpenActions)));
    }

    [Fact]
    public async Task action_that_is_overdue_is_told_to_those_who_lead_the_unit_that_has_it_now()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        var action = await Opened(office, project);
        await Move(office, project.Id, Elsewhere);

        await office.PassDays(12);
        var escalated = office.Mail.Taken.Where(mail => mail.Subject.StartsWith($"[{action.Id}] Escalated", StringComparison.Ordinal));
        Assert.Equal("jose.hernandez@example.org", Assert.Single(escalated).To.Email);
        var board = await office.Get<Boards>().Now();
        Assert.Contains(board.Late(Elsewhere), late => late.Of == $"action/{action.Id}");
        Assert.DoesNotContain(board.Late(project.Unit), late => late.Of == $"action/{action.Id}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task what_ended_between_the_move_and_its_lists_is_made_good_by_the_next_change_of_any_kind(bool isRecomputed)
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        var action = await Opened(office, project);
        // Written, and never published: as if the process had ended there.
        await office.Get<ProjectLedger>().Enter(project.Id, "moved", null, before => before with { Unit = Elsewhere }, later: new ProjectsToPublish());
        Assert.Contains((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts, drift => drift.Of == $"action/{action.Id}");

        if (isRecomputed)
            await office.Get<SummaryRebuild>().Run(mend: true);
        else
            await office.Get<ProjectLedger>().Enter(project.Id, "anything", null, before => before with { Description = "Another word." });
        Assert.Equal((0, 1), await Counted(office, project.Unit));
        Assert.Equal([action.Id], await Listed(office, Elsewhere, ActionState.Open));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    /// <summary>An action is being opened by who still knows the project in its old unit, while it moves with all its lists.</summary>
    [Fact]
    public async Task action_that_is_opened_while_its_project_moves_ends_where_that_is()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        var template = await Opened(office, project);
        var slow = new HeldTables(office.Get<ITableStore>(), batch => batch.Table == OfficeTables.Actions.Table);
        var late = new ActionLedger(slow, office.Get<SummaryLedger>(), office.Get<OfficeSettings>());

        var opening = late.Open(template with { Id = new("A-late"), Unit = project.Unit }, TestContext.Current.CancellationToken);
        await slow.Held.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Move(office, project.Id, Elsewhere);
        slow.Go();

        Assert.Equal(Elsewhere, (await opening).Unit);
        Assert.Equal((0, 2), await Counted(office, project.Unit));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    /// <summary>It is being closed by who still knows it in the old unit, and its closing comes after the move.</summary>
    [Fact]
    public async Task action_that_is_closed_while_its_project_moves_counts_nowhere()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        var action = await Opened(office, project);
        var slow = new HeldTables(office.Get<ITableStore>(), batch => batch.Table == OfficeTables.ActionRows.Table);
        var late = new ActionLedger(slow, office.Get<SummaryLedger>(), office.Get<OfficeSettings>());

        var closing = late.Close(action.Id, open => open with { State = ActionState.Dropped, ClosedAt = office.Clock.GetUtcNow() }, TestContext.Current.CancellationToken);
        await slow.Held.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Move(office, project.Id, Elsewhere);
        slow.Go();

        Assert.Equal((ActionState.Dropped, project.Unit), ((await closing).State, (await closing).Unit));
        Assert.Equal((0, 0), await Counted(office, project.Unit));
        Assert.Empty(await Listed(office, null, ActionState.Open));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    [Fact]
    public async Task another_name_of_the_project_is_on_what_is_to_be_done_for_it()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        var (open, closed) = (await Opened(office, project), await Opened(office, project));
        await office.Get<ActionDesk>().Close(closed.Id, TestPeople.Analyst, ActionState.Dropped, "Not needed.");
        Assert.IsType<Outcome<Benefit>.Done>(await office.Get<BenefitDesk>().Enter(project.Id, new Actor(project.Lead!, project.LeadName!),
            new("Fewer stops", "Stops a week", "stops", 14, 2, project.Lead)));
        await office.Settle();

        // As a file does: many projects at once, whose lists follow afterwards.
        var later = new ProjectsToPublish();
        await office.Get<ProjectLedger>().Enter(project.Id, "renamed", null, before => before with { Name = "Line 4" }, later: later);
        await office.Get<ProjectLedger>().PublishAll(later);

        Assert.Equal("Line 4", (await office.Get<ActionDesk>().Find(open.Id))!.ProjectName);
        Assert.Equal("Line 4", Assert.Single((await office.Get<ActionDesk>().List(new())).Rows).ProjectName);
        Assert.Equal("Line 4", Assert.Single((await office.Get<BenefitLedger>().List(null, null, null, 10)).Rows).ProjectName);
        Assert.Equal(project.Name, (await office.Get<ActionDesk>().Find(closed.Id))!.ProjectName);
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }

    private static Task Move(TestOffice office, ProjectId project, UnitId to) =>
        office.Get<ProjectLedger>().Enter(project, Guid.NewGuid().ToString("N"), null, before => before with { Unit = to });

    private static async Task<IEnumerable<ActionId>> Listed(TestOffice office, UnitId? unit, ActionState state) =>
        (await office.Get<ActionDesk>().List(new ActionListQuery(state, Unit: unit))).Rows.Select(action => action.Id);

    private static async Task<(decimal Here, decimal Elsewhere)> Counted(TestOffice office, UnitId here)
    {
        var board = await office.Get<Boards>().Now();
        return (board.Total(here).Total(Measure.OpenActions), board.Total(Elsewhere).Total(Measure.OpenActions));
    }

    private static async Task<ProjectRecord> Started(TestOffice office) =>
        await office.Project((await office.Request(await office.InDelivery())).Project!.Value);

    private static async Task<ActionRecord> Opened(TestOffice office, ProjectRecord project, string? metric = null)
    {
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        var opened = await office.Get<ActionRegister>().Open(project.Id, TestPeople.Analyst, new ActionContent("Stop the second shift", "It costs too much.",
            project.Lead, DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime).AddDays(10), metric, metric is null ? null : MetricTest.AtLeast, metric is null ? null : 0.95m));
        await office.Settle();
        return Assert.IsType<Outcome<ActionRecord>.Done>(opened).Value;
    }
}
