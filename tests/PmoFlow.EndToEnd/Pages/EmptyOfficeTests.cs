using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>The first minute of an office: every list is empty, and says what would be here and how to make it so.</summary>
public sealed class EmptyOfficeTests(BrowserFixture browser, RunningOffice office) : IClassFixture<RunningOffice>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/worklist")]
    [InlineData("/requests")]
    [InlineData("/projects")]
    [InlineData("/programs")]
    [InlineData("/actions")]
    [InlineData("/benefits")]
    [InlineData("/imports")]
    [InlineData("/inbox")]
    public async Task empty_page_says_what_would_be_here(string path)
    {
        await using var visit = await browser.Open(office.Address, new(People.Administrator));

        await visit.Page.GotoAsync(path);

        Assert.NotEqual(0, await visit.Page.Locator("main .empty").CountAsync());
        var found = await Accessibility.Violations(visit.Page);
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
        Assert.Empty(visit.Problems);
    }
}
