using Microsoft.Playwright;
using PmoFlow.EndToEnd.Hosting;

namespace PmoFlow.EndToEnd.Browser;

/// <summary>Who looks, and on what.</summary>
/// <param name="As">Mail address of somebody signed in; null for nobody.</param>
internal sealed record VisitorKind(string? As = null, bool Phone = false, bool Dark = false, bool Script = true);

internal static class Viewports
{
    public static readonly ViewportSize Desktop = new() { Width = 1280, Height = 800 };

    public static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };
}

/// <summary>One window and what went wrong in it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private readonly List<string> problems = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.SetDefaultTimeout((float)(Patience.Longest / 4).TotalMilliseconds);
        Assertions.SetDefaultExpectTimeout((float)(Patience.Longest / 12).TotalMilliseconds);
        page.PageError += (_, error) => problems.Add(error);
        page.Console += (_, message) => { if (message.Type == "error") problems.Add(message.Text); };
        page.Dialog += async (_, dialog) =>
        {
            problems.Add($"a dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, refusals of the content security policy, dialogs.</summary>
    public IReadOnlyList<string> Problems => problems;

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
