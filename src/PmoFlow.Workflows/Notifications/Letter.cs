using System.Net;
using System.Text;

namespace PmoFlow.Workflows.Notifications;

/// <summary>
/// What a mail says, once; text and HTML are made of it. Short: what it is about, the facts, one button, what happens otherwise.
/// </summary>
/// <param name="Subject">One line; carries the number.</param>
/// <param name="Paragraphs">Plain sentences.</param>
public sealed record Letter(string Subject, IReadOnlyList<string> Paragraphs)
{
    /// <summary>Facts by label, shown as a small table.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    /// <summary>The one thing to do.</summary>
    public (string Label, Uri Target)? Button { get; init; }

    /// <summary>Several things to do, each with its page.</summary>
    public IReadOnlyList<(string Label, Uri Target)> Links { get; init; } = [];

    /// <summary>What a longer mail tells, part by part.</summary>
    public IReadOnlyList<LetterSection> Sections { get; init; } = [];

    /// <summary>Where no more of its kind are asked for; null for what nobody can be spared.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>Where an answer to it goes; null for the sender.</summary>
    public string? AnswerTo { get; init; }

    /// <summary>What happens when nothing is done.</summary>
    public string? Otherwise { get; init; }

    /// <summary>The plain text part.</summary>
    /// <param name="greeting">First line.</param>
    /// <param name="signature">Last line.</param>
    public string ToText(string greeting, string signature)
    {
        var text = new StringBuilder().Append(greeting).Append("\n\n");
        foreach (var paragraph in Paragraphs)
            text.Append(paragraph).Append("\n\n");
        foreach (var (label, value) in Facts)
            text.Append(label).Append(": ").Append(value).Append('\n');
        if (Facts.Count > 0)
            text.Append('\n');
        foreach (var section in Sections)
            section.AppendText(text);
        foreach (var (label, target) in Links)
            text.Append(label).Append(":\n").Append(target.AbsoluteUri).Append("\n\n");
        if (Button is { } button)
            text.Append(button.Label).Append(":\n").Append(button.Target.AbsoluteUri).Append("\n\n");
        if (Otherwise is not null)
            text.Append(Otherwise).Append("\n\n");
        if (Unsubscribe is not null)
            text.Append("Unsubscribe:\n").Append(Unsubscribe.AbsoluteUri).Append("\n\n");
        return text.Append("-- \n").Append(signature).Append('\n').ToString();
    }

    /// <summary>The HTML part: a whole document that looks the same in every mail client, styles in place because many strip the head.</summary>
    public string ToHtml(string greeting, string signature)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>").Append(Safe(Subject)).Append("</title></head>")
            .Append("<body style=\"margin:0;padding:24px 12px;background:#f3f5f7;color:#1c2733;")
            .Append("font:16px/1.5 -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif\">")
            .Append("<div style=\"max-width:560px;margin:0 auto;padding:28px;background:#ffffff;border:1px solid #d8dee4;border-radius:8px\">");
        html.Append("<p style=\"margin:0 0 16px\">").Append(Safe(greeting)).Append("</p>");
        foreach (var paragraph in Paragraphs)
            html.Append("<p style=\"margin:0 0 16px\">").Append(Safe(paragraph)).Append("</p>");
        if (Facts.Count > 0)
        {
            html.Append("<table role=\"presentation\" style=\"width:100%;margin:0 0 20px;border-collapse:collapse\">");
            foreach (var (label, value) in Facts)
            {
                html.Append("<tr><td style=\"padding:6px 16px 6px 0;color:#57636f;vertical-align:top;white-space:nowrap;border-top:1px solid #e6eaee\">")
                    .Append(Safe(label)).Append("</td><td style=\"padding:6px 0;vertical-align:top;border-top:1px solid #e6eaee\">")
                    .Append(Safe(value)).Append("</td></tr>");
            }
            html.Append("</table>");
        }
        foreach (var section in Sections)
            section.AppendHtml(html);
        foreach (var (label, target) in Links)
        {
            html.Append("<p style=\"margin:0 0 12px\"><a href=\"").Append(Safe(target.AbsoluteUri))
                .Append("\" style=\"color:#1f5fbf\">").Append(Safe(label)).Append("</a></p>");
        }
        if (Button is { } button)
        {
            html.Append("<p style=\"margin:0 0 20px\"><a href=\"").Append(Safe(button.Target.AbsoluteUri))
                .Append("\" style=\"display:inline-block;padding:12px 20px;background:#1f5fbf;color:#ffffff;text-decoration:none;")
                .Append("border-radius:6px;font-weight:600\">").Append(Safe(button.Label)).Append("</a></p>");
        }
        if (Otherwise is not null)
            html.Append("<p style=\"margin:0 0 16px;color:#57636f\">").Append(Safe(Otherwise)).Append("</p>");
        html.Append("<p style=\"margin:24px 0 0;color:#57636f;font-size:14px\">").Append(Safe(signature));
        if (Unsubscribe is not null)
            html.Append(" · <a href=\"").Append(Safe(Unsubscribe.AbsoluteUri)).Append("\" style=\"color:#1f5fbf\">Unsubscribe</a>");
        return html.Append("</p></div></body></html>").ToString();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
