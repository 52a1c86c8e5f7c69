using Microsoft.Playwright;
using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>A mail scanner with a whole browser, and a person with two clicks.</summary>
public sealed class ScannerTests(BrowserFixture browser, RunningOffice office) : IClassFixture<RunningOffice>
{
    // It does not care for what a form still wants from a person.
    private const string SendAsItIs =
        "number => { const form = document.forms[number]; for (const box of form.elements) box.dispatchEvent(new Event('change', { bubbles: true })); form.noValidate = true; form.requestSubmit(); }";

    [Fact]
    public async Task browser_that_runs_every_script_and_sends_every_form_decides_nothing()
    {
        var (id, link) = await AtGate("Opened by a scanner with a browser");
        var forms = 1;
        for (var form = 0; form < forms; form++)
        {
            // Each form from a page of its own, as a scanner would: no send is broken off by the next look.
            await using var visit = await browser.Open(office.Address, new());
            await visit.Page.GotoAsync(link, new() { WaitUntil = WaitUntilState.NetworkIdle });
            forms = await visit.Page.EvaluateAsync<int>("() => document.forms.length");
            Assert.True(forms > 1);
            var number = form;
            await visit.Page.RunAndWaitForResponseAsync(
                () => visit.Page.EvaluateAsync(SendAsItIs, number),
                response => response.Request.IsNavigationRequest && response.Status is not (>= 300 and < 400));
        }

        var request = await office.Api.Request(id);
        Assert.True(request.WaitsFor("decision"));
        Assert.Contains("Zoë Müller", (await office.Api.Get($"/api/v1/requests/{id}", People.Analyst)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task person_decides_with_two_clicks_from_the_mail_and_enter_is_none()
    {
        var (_, link) = await AtGate("Decided with two clicks");
        await using var visit = await browser.Open(office.Address, new());
        var sent = 0;
        visit.Page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;
        // The first click: a person's mail program opens the link.
        await visit.Page.SetViewportSizeAsync(390, 844);
        await visit.Page.GotoAsync(link);
        // What is asked is short: it and the button are on a phone's screen at once.
        var button = (await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).BoundingBoxAsync())!;
        Assert.InRange(button.Y + button.Height, 0, 844);
        await visit.Page.GetByText("Approve on conditions").ClickAsync();
        await visit.Page.GetByLabel("To be met by").PressAsync("Enter");
        await visit.Page.GetByText("Approve on conditions").ClickAsync();

        // The second one.
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(visit.Page.GetByText("Zoë Müller approved this.")).ToBeVisibleAsync();
        Assert.Equal(1, sent);
        Assert.Empty(visit.Problems);
    }

    private async Task<(string Id, string Link)> AtGate(string title)
    {
        var work = new OfficeWork(office.Api);
        var id = (await work.Submit(title, "Two clicks.", "Kim Park", 900m, "finance")).Id;
        await work.Screen(id, "qualify");
        await work.Score(id, "kwame.mensah@example.org", 1, 1, 1, 1, 1);
        return (id, await work.Link("zoe.muller@example.org", id, "/approvals/"));
    }
}
