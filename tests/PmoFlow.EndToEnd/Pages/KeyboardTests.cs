using Microsoft.Playwright;
using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>Without a mouse: the analyst's day, and a requester's form.</summary>
public sealed class KeyboardTests(BrowserFixture browser, RunningOffice office) : IClassFixture<RunningOffice>
{
    private const int MostTabs = 60;

    [Fact]
    public async Task analyst_walks_the_work_list_and_qualifies_by_keys()
    {
        var work = new OfficeWork(office.Api);
        foreach (var title in (string[])["The first of three", "The second of three", "The third of three"])
            await Patience.Until(title, async () => (await office.Api.Request((await work.Submit(title, "By keys.", "Kim Park", 10m, "finance")).Id)));
        await using var visit = await browser.Open(office.Address, new(People.Analyst));
        var page = visit.Page;
        await page.GotoAsync("/worklist");
        var rows = page.Locator("[data-rows] [data-row]");
        for (var looks = 0; looks < MostTabs && await rows.CountAsync() < 3; looks++)
            await page.ReloadAsync();

        await page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(rows.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/requests/R-*");
        await page.Keyboard.PressAsync("q");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save the score" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("third");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-rows] [data-row]")).ToHaveCountAsync(1);
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task requester_fills_in_the_form_by_keys_and_sees_where_the_focus_is()
    {
        await using var visit = await browser.Open(office.Address, new());
        var page = visit.Page;
        await page.GotoAsync("/requests/new");

        await TabTo(page, "title");
        await page.Keyboard.TypeAsync("Typed without a mouse");
        Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await TabTo(page, "description");
        await page.Keyboard.TypeAsync("Tab by tab.");
        await TabTo(page, "requester.name");
        await page.Keyboard.TypeAsync("Kim Park");
        await TabTo(page, "requester.email");
        await page.Keyboard.TypeAsync("kim@example.org");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/requests/track/*");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Typed without a mouse" })).ToBeVisibleAsync();
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task first_tab_stop_skips_to_the_page()
    {
        await using var visit = await browser.Open(office.Address, new(People.Analyst));
        await visit.Page.GotoAsync("/requests");

        await visit.Page.Keyboard.PressAsync("Tab");

        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the page" })).ToBeFocusedAsync();
    }

    private static async Task TabTo(IPage page, string field)
    {
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await page.EvaluateAsync<string?>("document.activeElement.name ?? null") == field)
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"No number of tabs leads to {field}.");
    }
}
