using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace PmoFlow.EndToEnd.Browser;

/// <summary>What axe finds on a page by the rules of WCAG 2.2, levels A and AA.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
        // A mail in its sandboxed frame runs no script, axe's neither: waiting for its answer only costs time.
        Iframes = false,
    };

    /// <summary>Each violation with where it is; and a page that scrolls sideways, which no rule of axe sees.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        var result = await page.RunAxe(Rules);
        var found = result.Violations.SelectMany(violation => violation.Nodes.Select(node =>
            $"{violation.Id} ({violation.Impact}): {violation.Help}: {node.Target}{Environment.NewLine}      {node.Html}")).ToList();
        var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (sideways > 0)
            found.Add($"the page is {sideways} px wider than the window");
        return found;
    }
}
