using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Delivery;

/// <summary>A project ends by its acceptance, and what it was worth is asked for years after.</summary>
public sealed class ClosureTests
{
    private const string Leader = "ingrid.sorensen@example.org";
    private const string Owner = "istvan.szabo@example.org";

    [Fact]
    public async Task acceptance_closes_the_project_and_its_request_and_benefits_are_asked_for_afterwards()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        Done(await office.Get<BenefitDesk>().Enter(project.Id, lead, Hours));
        await Written(office, project, lead);
        Assert.IsType<Refusal.Invalid>(Refused(await office.Get<ClosureDesk>().Ask(project.Id, lead)));
        await HandOver(office, project, lead);
        Done(await office.Get<ClosureDesk>().Ask(project.Id, lead));
        await office.Settle();
        await Accept(office, Decision.Approve);

        var closed = await office.Project(project.Id);
        Assert.Equal(ProjectState.Closed, closed.State);
        Assert.Equal(Domain.Intake.RequestOutcome.Completed, (await office.Request(project.Request!.Value)).Outcome);
        var report = (await office.Get<ClosureDesk>().Find(project.Id))!;
        Assert.Equal((ClosureState.Accepted, true), (report.State, report.Figures is not null));

        await office.Pass(TimeSpan.FromDays(93));
        var token = office.Token("/benefit-reviews/", Owner);
        Assert.IsType<Refusal.Invalid>(Refused(await office.Get<BenefitDesk>().Answer(token, null, "By the clock.")));
        Done(await office.Get<BenefitDesk>().Answer(token, 12, "Counted at the tills for a week."));
        await office.Settle();
        var benefit = Assert.Single(await office.Get<BenefitLedger>().All(project.Id));
        Assert.Equal((BenefitState.Short, 80m), (benefit.State, benefit.Realised));
        Assert.Equal(benefit.State, Assert.Single((await office.Get<BenefitLedger>().List(null, BenefitState.Short, null, 10)).Rows).State);
        Assert.IsType<Refusal.TooLate>(Refused(await office.Get<BenefitDesk>().Answer(token, 10, "Again.")));
    }

    [Fact]
    public async Task silence_about_a_benefit_is_reminded_escalated_and_unknown_whatever_was_said_before()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        Done(await office.Get<BenefitDesk>().Enter(project.Id, lead, Hours));
        await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "Delivered.");
        await office.Settle();
        Assert.Equal(ClosureState.WithoutAcceptance, (await office.Get<ClosureDesk>().Find(project.Id))!.State);
        await office.Pass(TimeSpan.FromDays(93));
        Done(await office.Get<BenefitDesk>().Answer(office.Token("/benefit-reviews/", Owner), 10, "As planned."));
        await office.Settle();
        Assert.Equal(BenefitState.Reached, (await office.Get<BenefitLedger>().Find(project.Id, 1))!.State);

        await office.Restart();
        await office.Get<OfficeDirectory>().Remove(Owner);
        await office.Pass(TimeSpan.FromDays(275));
        for (var day = 0; day < 60; day++)
            await office.Pass(TimeSpan.FromDays(1));
        var benefit = (await office.Get<BenefitLedger>().Find(project.Id, 1))!;
        Assert.Equal([BenefitReadingState.Given, BenefitReadingState.Missed], benefit.Readings.Select(reading => reading.State));
        Assert.Equal(BenefitState.Unknown, benefit.State);
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == Leader && mail.Subject.Contains("Escalated: what has it come to?", StringComparison.Ordinal));
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == Leader && mail.Subject.Contains("Reminder: what has it come to?", StringComparison.Ordinal));

        await office.Pass(TimeSpan.FromDays(500));
        Assert.Equal(3, (await office.Get<BenefitLedger>().Find(project.Id, 1))!.Readings.Count);
    }

    [Fact]
    public async Task declined_acceptance_leaves_the_project_open_to_be_mended()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        await Written(office, project, lead);
        await HandOver(office, project, lead);
        Done(await office.Get<ClosureDesk>().Ask(project.Id, lead));
        await office.Settle();
        Assert.IsType<Refusal.TooLate>(Refused(await office.Get<ClosureDesk>().HandOver(project.Id, lead, "running", false)));
        await Accept(office, Decision.Decline);

        Assert.Equal(ProjectState.Active, (await office.Project(project.Id)).State);
        Assert.Equal(ClosureState.Draft, (await office.Get<ClosureDesk>().Find(project.Id))!.State);
        Done(await office.Get<ClosureDesk>().Ask(project.Id, lead));
    }

    [Fact]
    public async Task lessons_are_offered_when_a_similar_request_comes_in_and_only_after_the_end()
    {
        await using var office = await TestOffice.Open();
        var (project, lead) = await Begun(office);
        await Written(office, project, lead);
        var next = await office.Submit("Till software for the second shop");
        Task<IReadOnlyList<OfferedLessons>> Offered() => office.Get<ClosureDesk>().LessonsFor(next, "Till software for the second shop", "The tills stop twice a day.");
        Assert.Empty(await Offered());
        await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "Delivered.");
        await office.Settle();

        var offered = Assert.Single(await Offered());
        Assert.Equal((project.Id, "Ask the fire officer first."), (offered.Project, Assert.Single(offered.Lessons).Advice));
    }

    private static readonly BenefitContent Hours = new("Less waiting at the tills", "Hours that customers wait, counted for a week", "hours a week", 20, 10, Owner);

    private static async Task Written(TestOffice office, ProjectRecord project, Actor lead) => Done(await office.Get<ClosureDesk>().Write(project.Id, lead,
        new("All tills run the new software.", null, [new("The wiring had to be done twice.", "Ask the fire officer first.")])));

    private static async Task HandOver(TestOffice office, ProjectRecord project, Actor lead)
    {
        foreach (var item in (await office.Get<ClosureDesk>().Find(project.Id))!.Handover)
            Done(await office.Get<ClosureDesk>().HandOver(project.Id, lead, item.Name, true));
    }

    private static async Task Accept(TestOffice office, Decision decision)
    {
        var token = office.Token("/project-decisions/", Leader);
        var view = Done(await office.Get<ProjectGateDesk>().Open(token, null));
        Assert.NotNull(view.Closure);
        Done(await office.Get<ProjectGateDesk>().Decide(token, view.PageToken, null, new(decision, "Seen.")));
        await office.Settle();
    }

    private static async Task<(ProjectRecord Project, Actor Lead)> Begun(TestOffice office)
    {
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        return (project, new Actor(project.Lead!, project.LeadName!));
    }

    private static T Done<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome).Value;

    private static Refusal Refused<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;
}
