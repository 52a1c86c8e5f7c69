using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Import;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Tests.Import;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Delivery;

public sealed class StatusCycleTests
{
    private const int AMonth = 31;

    private static readonly Dictionary<string, string> Words = new()
    {
        ["schedule"] = "We catch up in May.",
        ["money"] = "It holds.",
        ["risks"] = "The supplier; a second one is found.",
    };

    [Fact]
    public async Task report_comes_filled_in_is_drafted_sent_and_frozen()
    {
        await using var office = await TestOffice.Open();
        var project = await Asked(office);
        var (desk, token) = (office.Get<StatusDesk>(), office.Token("/status-reports/", project.Lead!));

        var view = Assert.IsType<Outcome<StatusReportView>.Done>(await desk.Open(token)).Value;
        Assert.Contains(view.Report.Facts.Changes, change => change.Contains("Project of request", StringComparison.Ordinal));
        await desk.Draft(token, null, new Dictionary<string, string> { ["money"] = "It h" });
        Assert.Equal("It h", (await Last(office, project.Id)).Answers["money"]);
        Assert.Equal(StatusState.Open, (await Last(office, project.Id)).State);
        Assert.IsType<Outcome<StatusReportView>.Refused>(await desk.Submit(token, null, Words));
        Assert.IsType<Outcome<StatusReportView>.Done>(await desk.Submit(token, HealthRating.Amber, Words));
        await office.Settle();

        var sent = await Last(office, project.Id);
        Assert.Equal((StatusState.Submitted, HealthRating.Amber, "It holds.", false), (sent.State, sent.Rating, sent.Answers["money"], sent.WasLate));
        Assert.Equal((HealthRating.Amber, null), ((await office.Project(project.Id)).LeadRating, (await office.Project(project.Id)).ReportedInstead));
        Assert.Null(sent.SentInstead);
        Assert.IsType<Outcome<StatusReportView>.Refused>(await desk.Draft(token, HealthRating.Green, Words));
        Assert.Equal("It holds.", (await Last(office, project.Id)).Answers["money"]);
    }

    [Fact]
    public async Task silence_is_reminded_escalated_shown_as_late_and_never_carried_over()
    {
        await using var office = await TestOffice.Open();
        var project = await Asked(office);
        await office.Get<StatusDesk>().Submit(office.Token("/status-reports/", project.Lead!), HealthRating.Green, Words);
        await office.PassDays(AMonth);
        Assert.Equal((2, StatusState.Open), ((await Last(office, project.Id)).Number, (await Last(office, project.Id)).State));

        await office.PassDays(16);
        var late = await office.Project(project.Id);
        Assert.NotNull(late.ReportLateSince);
        Assert.Equal(1, (await office.Get<DeliveryQueries>().Read(project.Id))!.Metrics[ProjectMetrics.OverdueReports]);
        var subjects = office.Mail.Taken.Select(mail => (mail.To.Email, mail.Subject)).ToList();
        Assert.Contains(subjects, mail => mail.Email == project.Lead && mail.Subject.Contains("Reminder: status report", StringComparison.Ordinal));
        Assert.Contains(subjects, mail => mail.Email == project.Lead && mail.Subject.Contains("Late: status report", StringComparison.Ordinal));
        Assert.Contains(subjects, mail => mail.Email != project.Lead && mail.Subject.Contains("Escalated: no status report", StringComparison.Ordinal));

        await office.PassDays(20);
        var reports = await office.Get<DeliveryQueries>().Reports(project.Id);
        Assert.Equal([StatusState.Submitted, StatusState.Missed, StatusState.Open], reports.Select(report => report.State));
        Assert.Equal(HealthRating.Unknown, (await office.Project(project.Id)).LeadRating);
        Assert.Equal(HealthRating.Unknown, reports[2].Rating);
    }

    [Fact]
    public async Task late_report_can_still_be_sent_and_says_that_it_was_late()
    {
        await using var office = await TestOffice.Open();
        var project = await Asked(office);
        await office.Pass(TimeSpan.FromDays(9));
        Assert.NotNull((await office.Project(project.Id)).ReportLateSince);

        await office.Restart();
        await office.Get<StatusDesk>().Submit(office.Token("/status-reports/", project.Lead!), HealthRating.Red, Words);
        await office.Settle();

        Assert.True((await Last(office, project.Id)).WasLate);
        Assert.Null((await office.Project(project.Id)).ReportLateSince);
    }

    [Fact]
    public async Task report_that_a_leader_sends_by_the_escalation_is_theirs_and_not_the_lead_s()
    {
        await using var office = await TestOffice.Open();
        var project = await Asked(office);
        await office.PassDays(16);
        var leader = (await office.Get<OfficeDirectory>().WithRoleFor(project.Unit, Role.FunctionLeader))[0];
        Assert.NotEqual(project.Lead, leader.Email);
        Assert.IsType<Outcome<StatusReportView>.Done>(await office.Get<StatusDesk>().Submit(office.Token("/status-reports/", leader.Email), HealthRating.Green, Words));
        await office.Settle();

        Assert.Equal(leader.Name, (await Last(office, project.Id)).SentInstead);
        var stands = await office.Project(project.Id);
        Assert.Equal((HealthRating.Green, leader.Name), (stands.LeadRating, stands.ReportedInstead));
        Assert.Contains(await office.Get<ProjectQueries>().Timeline(project.Id), entry => entry.Kind == "status-submitted" && entry.Summary.Contains($"{leader.Name} says, instead of the lead, Green", StringComparison.Ordinal));
    }

    [Fact]
    public async Task report_is_the_lead_s_who_sent_it_though_another_leads_when_it_is_taken_in()
    {
        ProjectRecord? replaced = null;
        await using var office = await TestOffice.Open(around: activity => activity.Name != StatusActivities.CloseStatusReport.Name ? activity : activity with
        {
            Run = async (services, context, input) =>
            {
                if (replaced is { } project)
                {
                    var plan = new ProjectPlan("kwame.mensah@example.org", project.Start, project.End, project.Budget);
                    Assert.IsType<Outcome<ProjectRecord>.Done>(await services.GetRequiredService<ProjectDesk>().Plan(project.Id, TestPeople.Analyst, plan));
                }
                return await activity.Run(services, context, input);
            },
        });
        var project = await Asked(office);
        replaced = project;
        Assert.IsType<Outcome<StatusReportView>.Done>(await office.Get<StatusDesk>().Submit(office.Token("/status-reports/", project.Lead!), HealthRating.Amber, Words));
        await office.Settle();

        Assert.NotEqual(project.Lead, (await office.Project(project.Id)).Lead);
        var sent = await Last(office, project.Id);
        Assert.Equal((StatusState.Submitted, project.Lead, null), (sent.State, sent.SubmittedBy, sent.SentInstead));
    }

    [Fact]
    public async Task lead_whose_address_a_file_was_given_in_capitals_is_who_sends_the_report()
    {
        const string Lead = "kwame.mensah@example.org";
        await using var office = await TestOffice.Open();
        var import = await office.Upload("Project Name,Department,Delivery Confidence Assessment\nAlpha,Finance,Green\n", "returns_2026.csv");
        TestImports.Done(await office.Get<ImportDesk>().Map(import.Id, import.Mapping with { StartHealthChecks = true, Lead = " Kwame.Mensah@Example.org" }));
        await office.Run(import);
        var project = Assert.Single((await office.Get<ProjectQueries>().List(new())).Rows).Id;
        await office.PassDays(AMonth);
        Assert.Equal(Lead, (await office.Project(project)).Lead);
        Assert.IsType<Outcome<StatusReportView>.Done>(await office.Get<StatusDesk>().Submit(office.Token("/status-reports/", Lead), HealthRating.Amber, Words));
        await office.Settle();

        Assert.Equal((StatusState.Submitted, null), ((await Last(office, project)).State, (await Last(office, project)).SentInstead));
    }

    [Fact]
    public async Task project_that_nobody_leads_is_asked_of_those_who_lead_its_unit()
    {
        await using var office = await TestOffice.Open();
        foreach (var lead in await office.Get<OfficeDirectory>().WithRole(Role.DeliveryLead))
            await office.Get<OfficeDirectory>().Remove(lead.Email);
        var project = await Asked(office);

        Assert.Null(project.Lead);
        var leaders = (await office.Get<OfficeDirectory>().WithRoleFor(project.Unit, Role.FunctionLeader)).Select(leader => leader.Email).ToList();
        Assert.NotEmpty(leaders);
        Assert.All(leaders, leader => Assert.NotEmpty(office.Token("/status-reports/", leader)));
        Assert.All(leaders, leader => Assert.NotEmpty(office.Token("/health-checks/", leader)));
    }

    [Fact]
    public async Task closed_project_is_not_asked_any_more()
    {
        await using var office = await TestOffice.Open();
        var project = await Asked(office);
        await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "Delivered.");
        await office.Settle();
        for (var month = 0; month < 3; month++)
            await office.PassDays(AMonth);

        Assert.Equal(StatusState.Dropped, Assert.Single(await office.Get<DeliveryQueries>().Reports(project.Id)).State);
    }

    private static async Task<ProjectRecord> Asked(TestOffice office)
    {
        var id = (await office.Request(await office.InDelivery())).Project!.Value;
        await office.PassDays(AMonth);
        Assert.NotEmpty(await office.Get<DeliveryQueries>().Reports(id));
        return await office.Project(id);
    }

    private static async Task<StatusReport> Last(TestOffice office, ProjectId id) => (await office.Get<DeliveryQueries>().Reports(id))[^1];
}
