using Microsoft.Playwright;
using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.BadInput;

/// <summary>Text that would like to be a program is shown as text, wherever it appears.</summary>
public sealed class HostileTextTests(BrowserFixture browser, RunningOffice office) : IClassFixture<RunningOffice>
{
    private const string Title = "<script>alert('title')</script><img src=x onerror=alert(1)>\"'&amp;";

    [Fact]
    public async Task script_in_a_title_is_shown_and_never_run()
    {
        var work = new OfficeWork(office.Api);
        var submitted = await work.Submit(Title, "<b onmouseover=alert(2)>why</b> javascript:alert(3)", "Mallory <i>O'Hara</i>", 5m, "finance");
        await work.Screen(submitted.Id, "qualify", "<script>alert('note')</script>");
        await work.Score(submitted.Id, People.Lead, 1, 1, 1, 1, 1);
        var approval = await work.Link(People.Approvers[0], submitted.Id, "/approvals/");
        var mail = (await office.Api.Messages(People.Approvers[0])).Single(message => message.About == submitted.Id);
        await using var visit = await browser.Open(office.Address, new(People.Analyst));
        var page = visit.Page;

        foreach (var path in (string[])
            [submitted.TrackingUrl.AbsolutePath, $"/requests/{submitted.Id}", "/requests", "/requests?q=<script>alert(4)</script>", approval, "/", "/inbox",
                $"/inbox/{Uri.EscapeDataString(mail.Id)}", $"/inbox/{Uri.EscapeDataString(mail.Id)}/html"])
        {
            await page.GotoAsync(path);
            Assert.Equal(0, await page.Locator("img[src=x], script:not([src]), b[onmouseover]").CountAsync());
            Assert.Empty(visit.Problems);
        }

        await page.GotoAsync($"/requests/{submitted.Id}");
        Assert.Equal(Title, await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync());
    }
}
