using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using static Microsoft.Playwright.Assertions;

namespace PmoFlow.EndToEnd.Tour;

/// <summary>The steps of the README's tour: at a desk what the office does, on a phone what is done by links from mails.</summary>
/// <param name="desk">The office's browser.</param>
/// <param name="phone">The approvers' and the lead's.</param>
/// <param name="post">The newest link by address and subject, where mails go elsewhere than to the mailbox page.</param>
internal sealed partial class TwoMinuteTour(IPage desk, IPage phone, Func<string, string, Task<string>>? post = null)
{
    private const string Title = "Parcel lockers for the night shift";

    private static readonly (string Name, int Level)[] Levels =
        [("strategy", 2), ("value", 2), ("obligation", 0), ("confidence", 1), ("readiness", 2)];

    /// <summary>All of it, the process killed and started again where the tour says so.</summary>
    public async Task Whole(HostProcess host)
    {
        await Ask();
        await ScreenAndScore();
        await Approve();
        await AMonthLater();
        await SeeIt();
        await host.Restart();
        await EverythingIsWhereItWas();
        await CloseTheAction();
    }

    private async Task Ask()
    {
        await desk.GotoAsync("/");
        await desk.GetByRole(AriaRole.Link, new() { Name = "New request" }).First.ClickAsync();
        await desk.GetByLabel("Title").FillAsync(Title);
        await desk.GetByLabel("What is needed, and why?").FillAsync("Parcels that come at night wait outside until the day shift. Two were stolen in May.");
        await desk.GetByLabel("Expected cost").FillAsync("48,000");
        await desk.GetByLabel("Your name").FillAsync("Noor van Dijk");
        await desk.GetByLabel("Your mail address").FillAsync("noor.vandijk@example.org");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();

        await Expect(desk).ToHaveURLAsync(TrackingPage());
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = Title })).ToBeVisibleAsync();
        var next = desk.GetByLabel("What happens next");
        await Reload(next);
        await Expect(next).ToContainTextAsync("Now with");
        await Expect(next).ToContainTextAsync("Due");
        await Expect(next).ToContainTextAsync("Then:");
    }

    private async Task ScreenAndScore()
    {
        await desk.GotoAsync("/sign-in");
        await desk.GetByRole(AriaRole.Button, new() { Name = $"Go on as {People.AnalystName}" }).ClickAsync();
        await desk.GetByRole(AriaRole.Link, new() { Name = "Work list" }).ClickAsync();
        await desk.GetByRole(AriaRole.Link, new() { Name = Title, Exact = true }).ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Qualify" }).ClickAsync();

        foreach (var (name, level) in Levels)
            await desk.Locator($"input[name='levels.{name}'][value='{level}']").CheckAsync();
        await desk.GetByLabel("Proposed delivery lead").SelectOptionAsync(People.Lead);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Save the score" }).ClickAsync();
        await Expect(desk.GetByLabel("What happens next")).ToContainTextAsync("Decision");
    }

    private async Task Approve()
    {
        foreach (var approver in People.Approvers.Take(2))
        {
            await phone.GotoAsync(await LinkInMail(approver, "Your decision"));
            await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = Title })).ToBeVisibleAsync();
            await phone.GetByLabel("Comment").FillAsync("The parcels are ours to keep safe.");
            await phone.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
            await Expect(phone.GetByRole(AriaRole.Status)).ToContainTextAsync("approved this");
        }
        await desk.GotoAsync("/requests");
        await desk.GetByRole(AriaRole.Link, new() { Name = Title, Exact = true }).ClickAsync();
        await Reload(desk.Locator("a[href^='/projects/P-']"));
    }

    private async Task AMonthLater()
    {
        await desk.GotoAsync("/clock");
        await desk.GetByRole(AriaRole.Button, new() { Name = "+ 1 month" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "Clock" })).ToBeVisibleAsync();

        await phone.GotoAsync(await LinkInMail(People.Lead, "How is it going"));
        await phone.GetByLabel("Schedule slip").FillAsync("90");
        await phone.GetByLabel("Budget overrun").FillAsync("2");
        await phone.GetByLabel("As agreed").CheckAsync();
        await phone.GetByLabel("High", new() { Exact = true }).CheckAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send the health check" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Red" })).ToBeVisibleAsync();
    }

    private async Task SeeIt()
    {
        await desk.GotoAsync("/");
        await Reload(desk.Locator("tr", new() { HasText = Title }).Filter(new() { HasText = "Red" }));
        await Reload(desk.Locator("tr", new() { HasText = "recovery plan" }));
        await desk.GetByRole(AriaRole.Link, new() { Name = Title, Exact = true }).First.ClickAsync();
        await Expect(desk.Locator("main")).ToContainTextAsync("90");
        await Expect(desk.Locator("main")).ToContainTextAsync("recovery plan");
    }

    private async Task EverythingIsWhereItWas()
    {
        await desk.GotoAsync("/");
        await Expect(desk.Locator("tr", new() { HasText = Title }).Filter(new() { HasText = "Red" })).ToBeVisibleAsync();
        await Expect(desk.Locator("tr", new() { HasText = "recovery plan" })).ToBeVisibleAsync();
    }

    private async Task CloseTheAction()
    {
        await desk.Locator("tr", new() { HasText = "recovery plan" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await desk.GetByLabel("Done", new() { Exact = true }).CheckAsync();
        await desk.GetByLabel("What was done").FillAsync("The supplier now builds in two shifts.");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Close the action" }).ClickAsync();
        await Expect(desk.Locator("main")).ToContainTextAsync("two shifts");
        // A board may be some seconds behind what it shows.
        await Patience.Until("first page without the closed action", async () =>
        {
            await desk.GotoAsync("/");
            return await desk.Locator("tr", new() { HasText = "recovery plan" }).CountAsync() == 0 ? "gone" : null;
        });
    }

    /// <summary>Opens the newest mail with that subject in the mailbox, and reads its link; a mail may take a moment to arrive.</summary>
    private async Task<string> LinkInMail(string to, string subject)
    {
        if (post is not null)
            return await post(to, subject);
        await desk.GotoAsync($"/inbox?to={Uri.EscapeDataString(to)}");
        var mail = desk.GetByRole(AriaRole.Link, new() { NameRegex = new(Regex.Escape(subject)) }).First;
        await Reload(mail);
        await mail.ClickAsync();
        return await desk.Locator("main ul a[href^='http']").First.GetAttributeAsync("href")
            ?? throw new InvalidOperationException("The mail holds no link.");
    }

    /// <summary>What follows in the office a moment later is there after the next look.</summary>
    private async Task Reload(ILocator awaited)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await awaited.CountAsync() == 0 && TimeProvider.System.GetElapsedTime(started) < Patience.Longest)
            await desk.ReloadAsync();
        await Expect(awaited.First).ToBeVisibleAsync();
    }

    [GeneratedRegex("/requests/track/[^/]+$")]
    private static partial Regex TrackingPage();
}
