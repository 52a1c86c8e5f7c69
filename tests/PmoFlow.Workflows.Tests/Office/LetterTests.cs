using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Tests.Files;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>Who is written to when, and in whose words.</summary>
public sealed class LetterTests
{
    private const string Words = """

        notifications:
          en:
            analystsReminded: { subject: "Analyst, {number}" }
            asked: { text: "Asked: {question}" }
            askedAgain: { text: "Again: {question}" }
            declined: { subject: "No to {title}", text: "Because: {reason}" }

        """;

    [Fact]
    public async Task a_requester_reads_the_words_of_the_file_in_their_language()
    {
        await using var office = await TestOffice.Open();
        await office.Ask("capital");
        await office.Get<OfficeDirectory>().Put(new PersonSettings("zoe@example.org") { Language = "de" }, TestContext.Current.CancellationToken);
        var second = await office.Ask("capital");

        var mails = office.Mail.Taken.Where(mail => mail.To.Email == "zoe@example.org").ToList();
        Assert.Contains("passes three doors here", mails[0].Text, StringComparison.Ordinal);
        Assert.Equal($"[{second}] Ihr Investitionsantrag ist da: Replace the press", mails[^1].Subject);
        Assert.Contains("Vielen Dank, Zoë Łukasiewicz.", mails[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task every_mail_to_requester_and_analyst_that_a_file_words_is_in_its_words()
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-lifecycles-").FullName;
        foreach (var file in Directory.GetFiles(RepositoryFiles.Workflows))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        await File.AppendAllTextAsync(Path.Combine(folder, "standard.lifecycle.yaml"), Words, TestContext.Current.CancellationToken);
        await using var office = await TestOffice.Open(folder);
        Directory.Delete(folder, recursive: true);
        var id = await office.Submit();
        await office.Pass(TimeSpan.FromDays(10));
        Assert.Contains(office.Mail.Taken, mail => mail.Subject == $"Analyst, {id}");
        await office.Screen(id, ScreeningDecision.AskForInformation, "How many?");
        await office.Pass(TimeSpan.FromDays(60));

        var texts = office.Mail.Taken.Where(mail => mail.To.Email == "zoe@example.org").Select(mail => mail.Text).ToList();
        Assert.Contains(texts, text => text.Contains("Asked: How many?", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("Again: How many?", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("Because: We asked you for more information", StringComparison.Ordinal));
        Assert.Contains(office.Mail.Taken, mail => mail.Subject == "No to Replace the till software");
    }

    [Fact]
    public async Task whoever_gets_a_project_is_told_once_and_whoever_takes_it_is_not()
    {
        await using var office = await TestOffice.Open();
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        var told = Assert.Single(office.Mail.Taken, mail => mail.Category == "Lead");
        Assert.Equal((project.Lead, $"[{project.Id}] You lead this project now: {project.Name}"), (told.To.Email, told.Subject));

        var other = (await office.Get<OfficeDirectory>().WithRole(Role.DeliveryLead, TestContext.Current.CancellationToken)).First(person => person.Email != project.Lead);
        await Plan(office, project, TestPeople.Analyst, other.Email);
        await Plan(office, project, TestPeople.Analyst, other.Email);
        Assert.Equal([project.Lead!, other.Email], office.Mail.Taken.Where(mail => mail.Category == "Lead").Select(mail => mail.To.Email));
        Assert.Contains("Ana Lyst made this project yours", office.Mail.Taken.Last(mail => mail.Category == "Lead").Text, StringComparison.Ordinal);

        await Plan(office, project, new Actor(project.Lead!, project.LeadName!), project.Lead!);
        Assert.Equal(2, office.Mail.Taken.Count(mail => mail.Category == "Lead"));
    }

    private static async Task Plan(TestOffice office, ProjectRecord project, Actor by, string lead)
    {
        Assert.IsType<Outcome<ProjectRecord>.Done>(await office.Get<ProjectDesk>().Plan(project.Id, by, new ProjectPlan(lead, project.Start, project.End, project.Budget)));
        await office.Settle();
    }
}
