using Microsoft.Playwright;
using PmoFlow.EndToEnd.Hosting;

namespace PmoFlow.EndToEnd.Browser;

/// <summary>Pictures of pages for the documentation, made only where <c>PMOFLOW_SCREENSHOTS=1</c> asks for them.</summary>
internal static class Pictures
{
    private const int Tallest = 1100;

    private static readonly string[] Main =
    [
        "dashboard", "new-request", "tracking", "work-list", "request-screening", "request-scoring", "approval", "project", "health-check",
        "actions", "requests", "mailbox", "import", "operations", "operations-instance", "operations-terminate",
    ];

    private static readonly string[] MainInDark = ["dashboard", "project"];

    public static bool Wanted => Environment.GetEnvironmentVariable("PMOFLOW_SCREENSHOTS") == "1";

    /// <summary>The main pages in light; in dark only those on which colour says most.</summary>
    public static bool IsShown(string name, string look) => Wanted
        && (look.EndsWith("dark", StringComparison.Ordinal) ? MainInDark : Main).Contains(name);

    /// <summary>The page as it is, as <c>docs/screenshots/{name}.png</c>; very long pages are cut.</summary>
    public static async Task Take(IPage page, string name)
    {
        var height = await page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        var size = page.ViewportSize!;
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Repository.Root, "docs", "screenshots", $"{name}.png"),
            FullPage = true,
            Clip = new() { X = 0, Y = 0, Width = size.Width, Height = Math.Clamp(height, size.Height, Tallest) },
            Animations = ScreenshotAnimations.Disabled,
            Caret = ScreenshotCaret.Hide,
        });
    }
}
