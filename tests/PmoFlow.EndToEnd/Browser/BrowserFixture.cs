using Microsoft.Playwright;
using PmoFlow.EndToEnd.Browser;
using Xunit;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace PmoFlow.EndToEnd.Browser;

/// <summary>One Chromium for the whole run: the one of <c>PMOFLOW_CHROMIUM</c>, or one on the path. Nothing is downloaded.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;

    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = Arguments });
    }

    /// <summary>A window of its own, without anything that another has left behind.</summary>
    internal async Task<Visit> Open(Uri office, VisitorKind visitor)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = office.AbsoluteUri,
            Locale = "en-GB",
            TimezoneId = "UTC",
            JavaScriptEnabled = visitor.Script,
            ColorScheme = visitor.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = visitor.Phone ? Viewports.Phone : Viewports.Desktop,
            IsMobile = visitor.Phone,
            HasTouch = visitor.Phone,
            ExtraHTTPHeaders = visitor.As is { } email ? new Dictionary<string, string> { ["X-Dev-User"] = email } : null,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visit(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string Executable()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Environment.GetEnvironmentVariable("PMOFLOW_CHROMIUM")
            ?? ((string[])["chromium", "google-chrome"]).SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("The browser tests need Chromium: install it, or name it in PMOFLOW_CHROMIUM.");
    }
}
