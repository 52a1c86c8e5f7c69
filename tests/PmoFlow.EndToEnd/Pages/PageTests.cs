using Microsoft.Playwright;
using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>Every page, in light and dark, at a desk and on a phone: usable by everybody (WCAG 2.2 AA), and pictured where asked.</summary>
public sealed class PageTests(BrowserFixture browser, FurnishedOffice office) : IClassFixture<FurnishedOffice>
{
    private const string Nobody = "";

    private static readonly (string Look, ViewportSize Size, ColorScheme Scheme)[] Looks =
    [
        ("1280", Viewports.Desktop, ColorScheme.Light),
        ("1280-dark", Viewports.Desktop, ColorScheme.Dark),
        ("390", Viewports.Phone, ColorScheme.Light),
    ];

    /// <summary>Name, who looks, and the path where it is always the same.</summary>
    public static TheoryData<string, string, string?> Everywhere => new()
    {
        { "sign-in", Nobody, "/sign-in" },
        { "new-request", Nobody, "/requests/new" },
        { "tracking", Nobody, null },
        { "tracking-question", Nobody, null },
        { "tracking-declined", Nobody, null },
        { "tracking-messages", Nobody, null },
        { "tracking-merged", Nobody, null },
        { "tracking-deferred", Nobody, null },
        { "tracking-stopped", Nobody, null },
        { "tracking-withdrawn", Nobody, null },
        { "withdraw", Nobody, null },
        { "draft", Nobody, null },
        { "new-request-files", Nobody, "/requests/new?lifecycle=fast-track" },
        { "tracking-files", Nobody, null },
        { "revise-files", Nobody, null },
        { "request-files", People.Analyst, null },
        { "revise", Nobody, null },
        { "revisions", People.Analyst, null },
        { "request-messages", People.Analyst, null },
        { "dashboard", "renee.dubois@example.org", "/" },
        { "dashboard-past", "renee.dubois@example.org", "/?asOf=2020-01-01&rule=weighted" },
        { "function", "priya.raghunathan@example.org", "/dashboards/units/technology" },
        { "team", "priya.raghunathan@example.org", "/dashboards/units/platforms" },
        { "number", People.Analyst, "/dashboards/rows?measure=projects" },
        { "analyst", People.Analyst, "/dashboards/analyst" },
        { "pack", "renee.dubois@example.org", "/dashboards/pack" },
        { "milestones-slip", "priya.raghunathan@example.org", "/dashboards/milestones" },
        { "milestones-slip-team", "priya.raghunathan@example.org", "/dashboards/milestones?unit=operations" },
        { "week", "priya.raghunathan@example.org", "/dashboards/week" },
        { "weekly-mails", "priya.raghunathan@example.org", "/digests?unit=technology" },
        { "weekly-mail", Nobody, null },
        { "unsubscribe", Nobody, null },
        { "moves", People.Analyst, "/dashboards/moves" },
        { "organisation", "anais.fontaine@example.org", "/organisation" },
        { "tokens", "anais.fontaine@example.org", "/me/tokens" },
        { "work-list", People.Analyst, "/worklist" },
        { "ranking", People.Analyst, "/ranking" },
        { "ranking-waterline", People.Analyst, "/ranking?budget=500000&count=1" },
        { "requests", People.Analyst, "/requests" },
        { "ranking-budget", People.Analyst, "/ranking?budget=100000" },
        { "requests-nothing-found", People.Analyst, "/requests?q=nonesuch" },
        { "request-screening", People.Analyst, null },
        { "request-scoring", People.Analyst, null },
        { "request-approval", People.Approvers[0], null },
        { "request-delivery", People.Analyst, null },
        { "my-decisions", People.Approvers[0], "/approvals" },
        { "approval", Nobody, null },
        { "approval-decided", Nobody, null },
        { "approval-sign-in", Nobody, null },
        { "programs", People.Analyst, "/programs" },
        { "program", People.Analyst, null },
        { "program-past", "renee.dubois@example.org", null },
        { "program-new", People.Analyst, null },
        { "approval-delegated", Nobody, null },
        { "approval-changed", Nobody, null },
        { "approval-asked-again", Nobody, null },
        { "approval-expired", Nobody, null },
        { "projects", People.Analyst, "/projects" },
        { "project", People.Analyst, null },
        { "project-health", People.Analyst, null },
        { "health-review", Nobody, null },
        { "health-review-answered", Nobody, null },
        { "project-actions", People.Analyst, null },
        { "project-status", People.Analyst, null },
        { "status-report", Nobody, null },
        { "project-milestones", People.Analyst, null },
        { "project-money", People.Analyst, null },
        { "project-raid", People.Analyst, null },
        { "project-phases", People.Analyst, null },
        { "project-changes", People.Analyst, null },
        { "project-closure", People.Analyst, null },
        { "benefits", People.Analyst, "/benefits" },
        { "project-decision", Nobody, null },
        { "health-check", Nobody, null },
        { "health-check-answered", Nobody, null },
        { "actions", People.Analyst, "/actions" },
        { "action", People.Analyst, null },
        { "action-link", Nobody, null },
        { "imports", People.Analyst, "/imports" },
        { "import", People.Analyst, null },
        { "lifecycles", People.Administrator, "/lifecycles" },
        { "lifecycle", People.Administrator, "/lifecycles/capital" },
        { "lifecycle-draft", People.Administrator, "/lifecycles/standard/draft" },
        { "lifecycle-defects", People.Administrator, "/lifecycles/fast-track/draft" },
        { "lifecycle-no-draft", People.Administrator, "/lifecycles/capital/draft" },
        { "lifecycle-compare", People.Administrator, null },
        { "lifecycle-publish", People.Administrator, "/lifecycles/standard/publish" },
        { "lifecycle-try", People.Administrator, "/lifecycles/capital/try" },
        { "lifecycle-trial", People.Administrator, null },
        { "lifecycle-migrate", People.Administrator, null },
        { "lifecycle-requests", People.Administrator, "/lifecycles/capital/migrate" },
        { "lifecycle-migration", People.Administrator, null },
        { "me", People.Approvers[0], "/me" },
        { "operations", People.Administrator, "/operations" },
        { "operations-nothing-found", People.Administrator, "/operations?q=nonesuch" },
        { "operations-instance", People.Administrator, null },
        { "operations-suspended", People.Administrator, null },
        { "operations-terminate", People.Administrator, null },
        { "operations-purge", People.Administrator, "/operations/purge" },
        { "operations-commands", People.Administrator, "/operations/commands" },
        { "webhooks", People.Administrator, "/webhooks" },
        { "webhook-new", People.Administrator, "/webhooks/new" },
        { "webhook", People.Administrator, null },
        { "mailbox", Nobody, "/inbox" },
        { "message", Nobody, null },
        { "clock", Nobody, "/clock" },
        { "not-found", People.Analyst, "/nonesuch" },
        { "not-allowed", "kwame.mensah@example.org", "/worklist" },
    };

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task page_is_usable_by_everybody(string name, string visitor, string? path)
    {
        await using var visit = await browser.Open(office.Address, new(visitor == Nobody ? null : visitor));
        await visit.Page.GotoAsync(path ?? office.Paths[name]);

        var found = await LookAtAllSides(visit.Page, name);

        found.AddRange(visit.Problems.Where(problem => !problem.Contains("status of 40", StringComparison.Ordinal)));
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    [Fact]
    public async Task form_with_errors_is_usable_by_everybody()
    {
        await using var visit = await browser.Open(office.Address, new());
        await visit.Page.GotoAsync("/requests/new");
        await visit.Page.GetByLabel("Expected cost").FillAsync("a lot");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.Equal("a lot", await visit.Page.GetByLabel("Expected cost").InputValueAsync());

        var found = await LookAtAllSides(visit.Page, "new-request-errors");

        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    internal static async Task<List<string>> LookAtAllSides(IPage page, string name)
    {
        var found = new List<string>();
        foreach (var (look, size, scheme) in Looks)
        {
            await page.SetViewportSizeAsync(size.Width, size.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            found.AddRange((await Accessibility.Violations(page)).Select(violation => $"{look}: {violation}"));
            if (Pictures.IsShown(name, look))
                await Pictures.Take(page, $"{name}-{look}");
        }
        return found;
    }
}
