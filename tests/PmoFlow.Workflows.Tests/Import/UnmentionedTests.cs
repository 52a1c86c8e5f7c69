using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Import;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Import;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Import;

/// <summary>Projects that a later file does not name any more.</summary>
public sealed class UnmentionedTests
{
    private const string Headings = "Project Name,Department,Delivery Confidence Assessment\n";

    [Fact]
    public async Task project_that_a_later_whole_file_does_not_name_is_closed_and_opened_again_by_one_that_does()
    {
        await using var office = await TestOffice.Open();
        await Import(office, "returns_2023.csv", Headings + "Alpha,Finance,Green\nBeta,Finance,Amber\nGamma,Technology,Red\n", closes: true);
        var second = await Import(office, "returns_2024.csv", Headings + "Alpha,Finance,Green\n", closes: true);

        Assert.Equal(1, second.Closed);
        Assert.Equal((ProjectState.Active, ProjectState.Closed, ProjectState.Active), await States(office));
        var beta = (await office.Get<ProjectQueries>().List(new(Text: "Beta"))).Rows[0];
        Assert.Equal("Closed: returns_2024.csv does not name it any more for 2024; last rated for 2023.", (await office.Get<ProjectQueries>().Timeline(beta.Id))[^1].Summary);
        Assert.Equal(1, (await Import(office, "returns_2024.csv", Headings + "Alpha,Finance,Green\n", closes: true)).Closed);

        await Import(office, "returns_2025.csv", Headings + "Alpha,Finance,Green\nBeta,Finance,Green\n", closes: true);
        Assert.Equal((ProjectState.Active, ProjectState.Active, ProjectState.Active), await States(office));
    }

    [Fact]
    public async Task nothing_is_closed_unasked_or_by_an_earlier_file()
    {
        await using var office = await TestOffice.Open();
        await Import(office, "returns_2024.csv", Headings + "Alpha,Finance,Green\nBeta,Finance,Amber\nGamma,Technology,Red\n", closes: false);
        await Import(office, "returns_2025.csv", Headings + "Alpha,Finance,Green\n", closes: false);
        await Import(office, "returns_2023.csv", Headings + "Alpha,Finance,Green\n", closes: true);

        Assert.Equal((ProjectState.Active, ProjectState.Active, ProjectState.Active), await States(office));
    }

    [Fact]
    public async Task project_that_is_named_again_has_its_checks_and_reports_again_and_can_be_closed_again()
    {
        const string WithLead = "Project Name,Department,Delivery Confidence Assessment,Lead email\n";
        const string Lead = "kwame.mensah@example.org";
        await using var office = await TestOffice.Open();
        await Import(office, "returns_2023.csv", WithLead + $"Alpha,Finance,Green,{Lead}\nBeta,Finance,Green,{Lead}\n", closes: true, starts: true);
        var beta = (await office.Get<ProjectQueries>().List(new(Text: "Beta"))).Rows[0].Id;
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == Lead && mail.Text.Contains(beta.Value, StringComparison.Ordinal));
        await office.Pass(TimeSpan.FromDays(40));
        var last = (await office.Get<ProjectQueries>().Health(beta)).Max(check => check.Number);
        Assert.True(last > 0);
        await Import(office, "returns_2024.csv", WithLead + $"Alpha,Finance,Green,{Lead}\n", closes: true);
        await office.Settle();
        Assert.Equal(ProjectState.Closed, (await office.Project(beta)).State);

        await Import(office, "returns_2025.csv", WithLead + $"Alpha,Finance,Green,{Lead}\nBeta,Finance,Green,{Lead}\n", closes: true);
        await office.Pass(TimeSpan.FromDays(40));
        Assert.Equal((ProjectState.Active, 1), ((await office.Project(beta)).State, (await office.Project(beta)).Reopened));
        Assert.Contains((await office.Get<ProjectQueries>().Health(beta)), check => check.Number > last && check.IsOpen);
        await Import(office, "returns_2026.csv", WithLead + $"Alpha,Finance,Green,{Lead}\n", closes: true);
        await office.Settle();
        Assert.Equal(ProjectState.Closed, (await office.Project(beta)).State);
    }

    [Fact]
    public async Task lead_that_a_later_file_names_is_told_and_the_one_who_stays_is_not_told_again()
    {
        const string WithLead = "Project Name,Department,Delivery Confidence Assessment,Lead email\n";
        await using var office = await TestOffice.Open();
        foreach (var (file, lead) in new[] { ("returns_2023.csv", "kwame.mensah@example.org"), ("returns_2024.csv", "kwame.mensah@example.org"), ("returns_2025.csv", TestPeople.Analyst.Email) })
        {
            await Import(office, file, WithLead + $"Alpha,Finance,Green,{lead}\n", closes: false, starts: true);
            await office.Settle();
        }
        Assert.Equal(["kwame.mensah@example.org", TestPeople.Analyst.Email], office.Mail.Taken.Where(mail => mail.Subject.Contains("You lead", StringComparison.OrdinalIgnoreCase)).Select(mail => mail.To.Email));
    }

    private static async Task<ImportRecord> Import(TestOffice office, string name, string csv, bool closes, bool starts = false)
    {
        var import = await office.Upload(csv, name);
        TestImports.Done(await office.Get<ImportDesk>().Map(import.Id, import.Mapping with { CloseUnmentioned = closes, StartHealthChecks = starts }));
        return await office.Run(import);
    }

    private static async Task<(ProjectState Alpha, ProjectState Beta, ProjectState Gamma)> States(TestOffice office)
    {
        await office.Settle();
        var all = (await office.Get<ProjectQueries>().List(new())).Rows.ToDictionary(project => project.Name, project => project.State);
        return (all["Alpha"], all["Beta"], all["Gamma"]);
    }
}
