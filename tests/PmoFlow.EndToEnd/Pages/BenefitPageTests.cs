using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>What is asked months after a project's end, in an office whose clock has gone on so far: usable by everybody, on every side.</summary>
public sealed class BenefitPageTests(BrowserFixture browser, RunningOffice office) : IClassFixture<RunningOffice>
{
    private const string Owner = "istvan.szabo@example.org";

    [Fact]
    public async Task review_of_a_benefit_is_answered_on_a_phone_and_usable_by_everybody()
    {
        using var api = new OfficeApi(office.Address);
        var work = new OfficeWork(api);
        var request = (await work.Submit("Fewer queues at the tills", "Customers leave without having paid.", "Sofia Lindqvist", 40_000, "customer")).Id;
        await work.Screen(request, "qualify");
        await work.Score(request, "jiri.dvorak@example.org", 2, 2, 0, 1, 2);
        foreach (var approver in People.Approvers.Take(2))
            await work.Decide(request, approver, "approve", "Agreed.");
        var project = await work.Project(request);
        (await api.Post($"/api/v1/projects/{project}/benefits", new
        {
            title = "Less waiting at the tills", measure = "Hours that customers wait, counted for a week", counts = "hours a week", before = 20, target = 10, ownerEmail = Owner,
        }, People.Analyst)).Expect(201);
        (await api.Post($"/api/v1/projects/{project}/close", new { note = "All tills run the new software." }, People.Analyst)).Expect(202);
        await work.MoveClock("P93D");
        var link = await work.Link(Owner, project, "/benefit-reviews/");

        await using var visit = await browser.Open(office.Address, new(null));
        await visit.Page.GotoAsync(link);
        var found = await PageTests.LookAtAllSides(visit.Page, "benefit-review");
        await visit.Page.GetByLabel("What is it now?").FillAsync("12.5");
        await visit.Page.GetByLabel("Where does the figure come from?").FillAsync("Counted for a week in March.");
        await visit.Page.GetByText("Send the figure").ClickAsync();
        await visit.Page.GetByText("This review is answered.").WaitForAsync();
        found.AddRange(await PageTests.LookAtAllSides(visit.Page, "benefit-review-answered"));
        await using var analyst = await browser.Open(office.Address, new(People.Analyst));
        foreach (var (name, path) in new[] { ("benefits-answered", "/benefits"), ("project-closed", $"/projects/{project}/closure") })
        {
            await analyst.Page.GotoAsync(path);
            Assert.True(await analyst.Page.GetByText("short of the plan").CountAsync() > 0);
            found.AddRange(await PageTests.LookAtAllSides(analyst.Page, name));
        }

        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
        Assert.Empty(visit.Problems);
    }
}
