using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>An administrator without a mouse: from the list over its filters to an instance and a command.</summary>
public sealed partial class OperationsKeyboardTests(BrowserFixture browser, RunningOffice office) : IClassFixture<RunningOffice>
{
    private const int MostTabs = 80;

    [Fact]
    public async Task administrator_filters_opens_an_instance_and_suspends_it_by_keys()
    {
        var id = (await new OfficeWork(office.Api).Submit("Suspended by keys", "Without a mouse.", "Kim Park", 10m, "finance")).Id;
        await Patience.Until("the request", async () => await office.Api.Request(id));
        await using var visit = await browser.Open(office.Address, new(People.Administrator));
        var page = visit.Page;
        await page.GotoAsync("/operations");

        await TabTo(page, "document.activeElement.id === 'sought'");
        await SeesFocus(page);
        await page.Keyboard.TypeAsync(id);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(Sought());
        var row = page.Locator("[data-rows] [data-row]");
        await Expect(row).ToHaveCountAsync(1);

        await TabTo(page, "document.activeElement.hasAttribute('data-row')");
        await SeesFocus(page);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/operations/instances/{id}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Why it waits" })).ToBeVisibleAsync();

        await TabTo(page, "document.activeElement.textContent.trim() === 'Suspend'");
        await SeesFocus(page);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/operations/instances/{id}/suspend");
        await TabTo(page, "document.activeElement.name === 'reason'");
        await page.Keyboard.TypeAsync("The archive moves tonight.");
        await page.Keyboard.PressAsync("Tab");
        await SeesFocus(page);
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync($"**/operations/instances/{id}");
        await Expect(page.GetByText("The archive moves tonight.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Resume", Exact = true })).ToBeVisibleAsync();
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task command_that_takes_something_away_can_be_left_by_keys_and_then_has_done_nothing()
    {
        var id = (await new OfficeWork(office.Api).Submit("Not terminated by keys", "Without a mouse.", "Kim Park", 10m, "finance")).Id;
        await Patience.Until("the request", async () => await office.Api.Request(id));
        await using var visit = await browser.Open(office.Address, new(People.Administrator));
        var page = visit.Page;
        await page.GotoAsync($"/operations/instances/{id}/terminate");

        await TabTo(page, "document.activeElement.textContent.trim() === 'Leave it as it is'");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync($"**/operations/instances/{id}");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Terminate", Exact = true })).ToBeVisibleAsync();
        Assert.Empty(visit.Problems);
    }

    private static async Task TabTo(IPage page, string isThere)
    {
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await page.EvaluateAsync<bool>(isThere))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"No number of tabs leads to where {isThere}.");
    }

    private static async Task SeesFocus(IPage page) =>
        Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));

    [GeneratedRegex("[?&]q=R-")]
    private static partial Regex Sought();
}
