using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Delivery;

/// <summary>A project goes by its method through gates, and what was agreed changes only through a decision.</summary>
public sealed class ProjectControlTests
{
    private const string Leader = "ingrid.sorensen@example.org";

    [Fact]
    public async Task phase_ends_when_its_items_are_done_and_its_gate_approves()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        var desk = office.Get<PhaseDesk>();
        Assert.Equal(("stages", "plan"), (project.Method, project.Phase));

        Assert.Contains("Still to be done in Planning", Refused(await desk.GoOn(project.Id, lead, "plan")).Message, StringComparison.Ordinal);
        foreach (var item in new[] { "plan", "risks", "people" })
            Done(await desk.Tick(project.Id, lead, "plan", item, true, null));
        Assert.IsType<Refusal.Invalid>(Refused(await desk.LeaveOut(project.Id, lead, "plan", "others", " ")));
        Done(await desk.LeaveOut(project.Id, lead, "plan", "others", "It needs nothing of others."));
        Done(await desk.GoOn(project.Id, lead, "plan"));
        await office.Settle();
        Assert.IsType<Refusal.TooLate>(Refused(await desk.Tick(project.Id, lead, "plan", "plan", false, null)));

        await office.Restart();
        await Decide(office, project.Id, Decision.Approve);
        var control = await Control(office, project.Id);
        Assert.Equal([PhaseState.Finished, PhaseState.Running, PhaseState.Ahead], control.Phases!.Phases.Select(phase => phase.State));
        Assert.Equal("build", control.Project.Phase);
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == lead.Email && mail.Subject.Contains("Approved: Is Planning done?", StringComparison.Ordinal));
        Assert.Equal("It needs nothing of others.", control.Phases.Phases[0].Items.Single(item => item.Name == "others").Tailored!.Because);
    }

    [Fact]
    public async Task silence_at_a_phase_gate_is_reminded_and_never_approves()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        await AskForPlanning(office, project, lead);
        for (var day = 0; day < 8; day++)
            await office.Pass(TimeSpan.FromDays(1));

        var control = await Control(office, project.Id);
        Assert.Equal((GateVerdict.Declined, "Nobody decided in time, so it was declined."), (control.Gates[0].Verdict, control.Gates[0].Because));
        Assert.Equal(PhaseState.Running, control.Phases!.Phases[0].State);
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == Leader && mail.Subject.Contains("Reminder: your decision", StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_was_agreed_stays_until_a_change_is_approved_and_the_baseline_before_is_kept()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        var (plan, money, month) = (office.Get<PlanDesk>(), office.Get<MoneyDesk>(), new Month(2026, 12));
        Done(await plan.Put(project.Id, lead, new Milestone("m1", "Live") { Plan = new(2027, 3, 1) }));
        Done(await money.Take(project.Id, lead, [new(month, 50_000), new(month.Plus(1), 70_000)]));

        Assert.IsType<Refusal.Invalid>(Refused(await office.Get<ProjectDesk>().Plan(project.Id, lead, new(lead.Email, null, null, 150_000))));
        Assert.IsType<Refusal.Invalid>(Refused(await money.Take(project.Id, lead, [new(month, 60_000)])));
        Assert.IsType<Refusal.Invalid>(Refused(await money.Take(project.Id, lead, [new(month.Plus(2), 1)])));
        Assert.IsType<Refusal.Invalid>(Refused(await plan.Set(project.Id, lead, MilestonePlan.Empty)));

        var change = Done(await office.Get<ChangeDesk>().Ask(project.Id, lead, new("A second hall", "The first one is too small.", "Hall 2 as well.", new(2027, 9, 30), 150_000,
            [new("m1", new(2027, 6, 1))], [new(month.Plus(2), 30_000)])));
        await office.Settle();
        Assert.Equal(["Scope", "End", "Budget", "Live", "Budget of 2027-02"], change.Facts.Select(fact => fact.What));
        var asked = Assert.Single(office.Mail.Taken, mail => mail.To.Email == Leader && mail.Subject.Contains("A second hall", StringComparison.Ordinal)).Text;
        Assert.Contains("The first one is too small.", asked, StringComparison.Ordinal);
        Assert.Contains("2027-03-01 → 2027-06-01", asked, StringComparison.Ordinal);
        Assert.Equal((new DateOnly(2027, 3, 1), 120_000m), ((await First(office, project.Id)).Baseline, (await office.Project(project.Id)).Budget));
        await Decide(office, project.Id, Decision.Approve);

        var control = await Control(office, project.Id);
        Assert.Equal(ChangeState.Approved, control.Changes[0].State);
        Assert.Equal((150_000m, new DateOnly(2027, 9, 30)), (control.Project.Budget, control.Project.End));
        Assert.Equal(new DateOnly(2027, 6, 1), (await First(office, project.Id)).Baseline);
        Assert.Equal([120_000m, 150_000m], control.Baselines.Select(baseline => baseline.Budget));
        Assert.Equal([new DateOnly(2027, 3, 1), new DateOnly(2027, 6, 1)], control.Baselines.Select(baseline => baseline.Milestones[0].Day));
        Assert.Equal([120_000m, 150_000m], control.Baselines.Select(baseline => baseline.Months.Sum(m => m.Budget)));
        Assert.NotNull(control.Baselines[0].Until);
        Assert.Equal(["Hall 2 as well."], control.Baselines[1].Scope);

        static async Task<Milestone> First(TestOffice office, ProjectId id) => (await office.Get<DeliveryQueries>().Plan(id)).Milestones[0];
    }

    [Fact]
    public async Task declined_change_changes_nothing_and_silence_escalates_it_first()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        Done(await office.Get<ChangeDesk>().Ask(project.Id, lead, new("More money", "It costs more.", null, null, 140_000, [], [])));
        await office.Settle();
        for (var day = 0; day < 8; day++)
            await office.Pass(TimeSpan.FromDays(1));
        var gate = Assert.Single((await Control(office, project.Id)).Gates);
        Assert.True(gate is { IsEscalated: true, IsOpen: true });
        Assert.DoesNotContain(gate.Seats, seat => seat.Email == Leader);

        var token = office.Token("/project-decisions/", gate.Seats[0].Email);
        var view = Done(await office.Get<ProjectGateDesk>().Open(token, null));
        Assert.IsType<Refusal.Invalid>(Refused(await office.Get<ProjectGateDesk>().Decide(token, view.PageToken, null, new(Decision.Decline, ""))));
        Assert.IsType<Refusal.TooLate>(Refused(await office.Get<ProjectGateDesk>().Decide(token, "made up", null, new(Decision.Approve, null))));
        Assert.IsType<Refusal.TooLate>(Refused(await office.Get<ProjectGateDesk>().Decide(office.Token("/project-decisions/", Leader), view.PageToken, null, new(Decision.Approve, null))));
        foreach (var seat in gate.Seats)
        {
            var own = office.Token("/project-decisions/", seat.Email);
            var page = Done(await office.Get<ProjectGateDesk>().Open(own, null)).PageToken;
            Done(await office.Get<ProjectGateDesk>().Decide(own, page, null, new(Decision.Decline, "Not this year.")));
            await office.Settle();
        }

        var control = await Control(office, project.Id);
        Assert.Equal((ChangeState.Declined, 120_000m, 1), (control.Changes[0].State, control.Project.Budget, control.Baselines.Count));
    }

    [Fact]
    public async Task closing_a_project_ends_what_was_still_to_be_decided()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        Done(await office.Get<ChangeDesk>().Ask(project.Id, lead, new("More money", "It costs more.", null, null, 140_000, [], [])));
        await office.Settle();
        await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "Stopped.");
        await office.Settle();

        var control = await Control(office, project.Id);
        Assert.Equal((ChangeState.Void, false, 120_000m), (control.Changes[0].State, control.Gates[0].IsOpen, control.Project.Budget));
        var state = await office.Get<IOrchestrationClient>().Get(ProjectGateInput.InstanceId(project.Id, 1));
        Assert.Equal(OrchestrationStatus.Completed, state!.Status);
    }

    [Fact]
    public async Task another_method_can_be_chosen_until_something_is_done()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        var desk = office.Get<PhaseDesk>();
        Done(await desk.Choose(project.Id, lead, "iterations", "The users know it when they see it."));
        Assert.Equal(("iterations", "prepare"), ((await office.Project(project.Id)).Method, (await office.Project(project.Id)).Phase));
        Done(await desk.Add(project.Id, lead, "prepare", MethodItemKind.Check, "The works council agrees", "It is about shifts."));
        Done(await desk.Tick(project.Id, lead, "prepare", "own-1", true, "Minutes of 3 December"));

        Assert.IsType<Refusal.TooLate>(Refused(await desk.Choose(project.Id, lead, "stages", "After all.")));
    }

    [Fact]
    public async Task end_before_the_start_is_refused_when_it_is_asked_for_and_when_it_is_decided()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        var start = DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime);
        Done(await office.Get<ProjectDesk>().Plan(project.Id, lead, new(lead.Email, start, project.End, project.Budget)));
        var wrong = Assert.IsType<Refusal.Invalid>(Refused(await office.Get<ChangeDesk>().Ask(project.Id, lead, new("Sooner", "It is needed.", null, start.AddDays(-1), null, [], []))));
        Assert.Equal(("end", $"The end cannot be before the start, {start:yyyy-MM-dd}."), (Assert.Single(wrong.Errors).Field, wrong.Errors[0].Message));

        Done(await office.Get<ChangeDesk>().Ask(project.Id, lead, new("Sooner", "It is needed.", null, start.AddDays(10), null, [], [])));
        await office.Settle();
        Done(await office.Get<ProjectDesk>().Plan(project.Id, lead, new(lead.Email, start.AddDays(11), (await office.Project(project.Id)).End, project.Budget)));
        var token = office.Token("/project-decisions/", Leader);
        var view = Done(await office.Get<ProjectGateDesk>().Open(token, null));
        Assert.Contains("asked for again with a later end", Refused(await office.Get<ProjectGateDesk>().Decide(token, view.PageToken, null, new(Decision.Approve, "Seen."))).Message, StringComparison.Ordinal);
        await Decide(office, project.Id, Decision.Decline);
        Assert.Equal((ChangeState.Declined, project.End), ((await Control(office, project.Id)).Changes[0].State, (await office.Project(project.Id)).End));
    }

    private static async Task AskForPlanning(TestOffice office, ProjectRecord project, Actor lead)
    {
        foreach (var item in new[] { "plan", "risks", "people", "others" })
            Done(await office.Get<PhaseDesk>().Tick(project.Id, lead, "plan", item, true, null));
        Done(await office.Get<PhaseDesk>().GoOn(project.Id, lead, "plan"));
        await office.Settle();
    }

    private static async Task Decide(TestOffice office, ProjectId project, Decision decision)
    {
        var gate = (await Control(office, project)).Gates[^1];
        Assert.Equal([Leader], gate.Seats.Select(seat => seat.Email));
        var token = office.Token("/project-decisions/", Leader);
        var view = Done(await office.Get<ProjectGateDesk>().Open(token, null));
        Done(await office.Get<ProjectGateDesk>().Decide(token, view.PageToken, null, new(decision, "Seen.")));
        await office.Settle();
    }

    private static async Task<(ProjectRecord Project, Actor Lead)> Begun(TestOffice office)
    {
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        return (project, new Actor(project.Lead!, project.LeadName!));
    }

    private static async Task<ProjectControl> Control(TestOffice office, ProjectId id) => (await office.Get<ControlQueries>().Read(id))!;

    private static T Done<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome).Value;

    private static Refusal Refused<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;
}
