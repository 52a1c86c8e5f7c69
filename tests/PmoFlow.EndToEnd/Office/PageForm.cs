using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace PmoFlow.EndToEnd.Office;

/// <summary>A form of a page as a browser would send it: its hidden fields, and what somebody fills in.</summary>
internal sealed record PageForm(string Action, IReadOnlyDictionary<string, string> Hidden)
{
    /// <summary>The form in which a field of that name can be filled in or pressed; null where the page has none.</summary>
    public static PageForm? Find(string html, string field)
    {
        using var document = new HtmlParser().ParseDocument(html);
        return document.Forms.FirstOrDefault(form => form.QuerySelector($"[name='{field}']") is not null) is { } found
            ? new(found.GetAttribute("action") ?? "", Fields(found)) : null;
    }

    /// <summary>What would be sent with these answers.</summary>
    public Dictionary<string, string> With(params IEnumerable<(string Name, string Value)> answers)
    {
        var fields = Hidden.ToDictionary();
        foreach (var (name, value) in answers)
            fields[name] = value;
        return fields;
    }

    /// <summary>The text of a page without its markup, for failure messages.</summary>
    public static string TextOf(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        return string.Join(' ', (document.QuerySelector("main") ?? (IElement)document.DocumentElement).TextContent
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static Dictionary<string, string> Fields(IHtmlFormElement form) => form.QuerySelectorAll("input[type=hidden]")
        .ToDictionary(input => input.GetAttribute("name") ?? "", input => input.GetAttribute("value") ?? "");
}
