using Microsoft.Playwright;
using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>An analyst's morning: thirty requests came in overnight, and the mouse stays where it is.</summary>
public sealed class AnalystMorningTests(BrowserFixture browser, RunningOffice office) : IClassFixture<RunningOffice>
{
    private const int Requests = 30;

    [Fact]
    public async Task thirty_new_requests_are_triaged_by_keyboard_alone()
    {
        var work = new OfficeWork(office.Api);
        var ids = new List<string>();
        for (var i = 0; i < Requests; i++)
            ids.Add((await work.Submit(FormattableString.Invariant($"Morning request {i + 1:00}"), "Came in overnight.", "Kim Park", 1_000m * (i + 1), "finance")).Id);
        foreach (var id in ids)
            await Patience.Until(id, async () => await office.Api.Request(id) is var request && request.WaitsFor("screening") ? request : null);
        await using var visit = await browser.Open(office.Address, new(People.Analyst));
        var page = visit.Page;
        await page.GotoAsync("/worklist");
        var rows = page.Locator("[data-triage] [data-row]");
        await Expect(rows).ToHaveCountAsync(Requests);

        // The keys are told on demand.
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        // One by one: the row that moves up has the focus, so q goes on.
        await page.Keyboard.PressAsync("j");
        for (var i = 0; i < 5; i++)
        {
            await Expect(rows.Nth(0)).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("q");
            await Expect(Screenable(page)).ToHaveCountAsync(Requests - i - 1);
            await page.Keyboard.PressAsync("k");
        }

        // Several at once: ten qualified, five declined with one reason, four deferred.
        await Select(page, 10);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "With the 10 selected requests" })).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("q");
        await Expect(Screenable(page)).ToHaveCountAsync(15);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Done with 10 requests");
        await Select(page, 5);
        await page.Keyboard.PressAsync("d");
        await page.Keyboard.TypeAsync("We did this last year; q and x are letters here.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(Screenable(page)).ToHaveCountAsync(10);
        await Select(page, 4);
        await page.Keyboard.PressAsync("f");
        await TypeDay(page, TimeProvider.System.GetUtcNow().AddDays(60));
        await page.Keyboard.TypeAsync("The budget opens then.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(Screenable(page)).ToHaveCountAsync(6);

        // A question to one requester, from the row with the focus.
        await FocusFirstToScreen(page);
        await page.Keyboard.PressAsync("i");
        await page.Keyboard.TypeAsync("How many people wait for it?");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(Screenable(page)).ToHaveCountAsync(5);

        // A twin is merged on its page; then back up to the list.
        await FocusFirstToScreen(page);
        await page.Keyboard.PressAsync("m");
        await page.WaitForURLAsync("**/requests/R-*");
        await Expect(page.GetByLabel("Which request goes on?")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(ids[0]);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText($"Merged into {ids[0]}").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("u");
        await Expect(Screenable(page)).ToHaveCountAsync(4);
        await Select(page, 4);
        await page.Keyboard.PressAsync("q");
        await Expect(Screenable(page)).ToHaveCountAsync(0);

        var states = await Task.WhenAll(ids.Select(office.Api.Request));
        Assert.Equal((19, 5, 4, 1, 1), (states.Count(s => s.WaitsFor("scoring")), states.Count(s => s.Status == "declined"),
            states.Count(s => s.WaitsFor("deferral")), states.Count(s => s.WaitsFor("information")), states.Count(s => s.Status == "merged")));
        Assert.Empty(visit.Problems);
    }

    /// <summary>Rows that wait for screening: those with a box.</summary>
    private static ILocator Screenable(IPage page) => page.Locator("[data-triage] [data-select]");

    /// <summary>Walks down the list by j and selects so many that wait for screening.</summary>
    private static async Task Select(IPage page, int count)
    {
        await FocusFirstToScreen(page);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                await NextToScreen(page);
            await page.Keyboard.PressAsync("x");
        }
        await Expect(page.Locator("[data-select]:checked")).ToHaveCountAsync(count);
    }

    private static async Task FocusFirstToScreen(IPage page)
    {
        for (var i = 0; i < Requests + 1; i++)
            await page.Keyboard.PressAsync("k");
        if (!await IsToScreen(page))
            await NextToScreen(page);
    }

    private static async Task NextToScreen(IPage page)
    {
        for (var i = 0; i < Requests; i++)
        {
            await page.Keyboard.PressAsync("j");
            if (await IsToScreen(page))
                return;
        }
        Assert.Fail("No row below waits for screening.");
    }

    private static Task<bool> IsToScreen(IPage page) =>
        page.EvaluateAsync<bool>("document.activeElement?.closest('tr')?.querySelector('[data-select]') != null");

    /// <summary>A day as somebody types it into a browser's own field: month, day and year in the order of an English browser, then Tab to the next field.</summary>
    private static async Task TypeDay(IPage page, DateTimeOffset day)
    {
        await page.Keyboard.TypeAsync(day.ToString("MMddyyyy", System.Globalization.CultureInfo.InvariantCulture));
        for (var i = 0; i < 3 && !await page.EvaluateAsync<bool>("document.activeElement.tagName === 'TEXTAREA'"); i++)
            await page.Keyboard.PressAsync("Tab");
    }
}
