using PmoFlow.EndToEnd.Browser;
using PmoFlow.EndToEnd.Hosting;
using Xunit;

namespace PmoFlow.EndToEnd.Tour;

/// <summary>The two-minute tour of the README, step by step, as a newcomer does it.</summary>
public sealed class TourTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task tour_of_the_readme_works_with_and_without_script(bool script)
    {
        await using var host = await HostProcess.Start();
        await using var desk = await browser.Open(host.Address, new(Script: script));
        await using var phone = await browser.Open(host.Address, new(Script: script, Phone: true));
        await new TwoMinuteTour(desk.Page, phone.Page).Whole(host);

        Assert.Empty(desk.Problems);
        Assert.Empty(phone.Problems);
    }
}
