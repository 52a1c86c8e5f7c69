using Microsoft.Playwright;
using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>Who types into the work list by a slip, or speaks to it, may do without keys of one letter.</summary>
public sealed class LetterKeysTests(BrowserFixture browser, RunningOffice office) : IClassFixture<RunningOffice>
{
    [Fact]
    public async Task keys_of_one_letter_can_be_switched_off()
    {
        var work = new OfficeWork(office.Api);
        await Patience.Until("request", async () => await office.Api.Request((await work.Submit("Not by a slip", "Stays.", "Kim Park", 10m, "finance")).Id));
        await using var visit = await browser.Open(office.Address, new(People.Analyst));
        var page = visit.Page;
        await page.GotoAsync("/worklist");
        var rows = page.Locator("[data-triage] [data-row]");
        for (var looks = 0; looks < 60 && await rows.CountAsync() == 0; looks++)
            await page.ReloadAsync();
        var before = await rows.CountAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Keys" }).ClickAsync();
        await page.GetByLabel("Use keys of one letter").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await rows.Nth(0).FocusAsync();
        foreach (var key in (string[])["x", "q", "d", "j", "?"])
            await page.Keyboard.PressAsync(key);

        await Expect(rows.Nth(0)).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(page.Locator("[data-select]:checked")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(rows).ToHaveCountAsync(before);
    }
}
