using System.Net;
using System.Text;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Workflows.Notifications;

/// <summary>A cell of a table in a mail.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Target">Where that leads; null for nowhere.</param>
public sealed record LetterCell(string Text, Uri? Target = null);

/// <summary>A picture in a mail, and what it shows in words.</summary>
/// <param name="File">The picture.</param>
/// <param name="Words">For who does not see it.</param>
/// <param name="Width">As shown, in CSS pixels; the picture itself may have more.</param>
public sealed record LetterPicture(MailPicture File, string Words, int Width);

/// <summary>A part of a long mail: a question or a number, its picture, its rows.</summary>
/// <param name="Heading">What it is about.</param>
public sealed record LetterSection(LetterCell Heading)
{
    private const string Line = "border-top:1px solid #e6eaee";

    /// <summary>What it says, as a sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>The picture.</summary>
    public LetterPicture? Picture { get; init; }

    /// <summary>Headings of the columns; empty where the rows speak for themselves.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The rows; the first cell of each names it.</summary>
    public IReadOnlyList<IReadOnlyList<LetterCell>> Rows { get; init; } = [];

    /// <summary>Where the rest is that does not fit.</summary>
    public LetterCell? More { get; init; }

    internal void AppendText(StringBuilder text)
    {
        text.Append(Heading.Text.ToUpperInvariant()).Append('\n');
        if (Heading.Target is { } target)
            text.Append(target.AbsoluteUri).Append('\n');
        if (Sentence is not null)
            text.Append(Sentence).Append('\n');
        foreach (var row in Rows)
        {
            text.Append("- ").Append(row[0].Text).Append(": ").AppendJoin(", ", row.Skip(1)
                .Select((cell, at) => Columns.Count > 0 ? $"{Columns[at + 1]} {cell.Text}" : cell.Text)).Append('\n');
            // A link for each number of a grid would bury the numbers; the one of the row says most.
            if ((Columns.Count > 0 ? row[0] : row.FirstOrDefault(cell => cell.Target is not null))?.Target is { } rows)
                text.Append("  ").Append(rows.AbsoluteUri).Append('\n');
        }
        if (More is not null)
            text.Append(More.Text).Append(":\n").Append(More.Target!.AbsoluteUri).Append('\n');
        text.Append('\n');
    }

    internal void AppendHtml(StringBuilder html)
    {
        html.Append("<h2 style=\"margin:28px 0 8px;font-size:18px;line-height:1.3\">").Append(Html(Heading)).Append("</h2>");
        if (Sentence is not null)
            html.Append("<p style=\"margin:0 0 12px\">").Append(Safe(Sentence)).Append("</p>");
        if (Picture is { } picture)
        {
            html.Append("<p style=\"margin:0 0 12px\"><img src=\"cid:").Append(picture.File.Name).Append("\" width=\"").Append(picture.Width)
                .Append("\" alt=\"").Append(Safe(picture.Words)).Append("\" style=\"display:block;width:100%;max-width:").Append(picture.Width).Append("px;height:auto\"></p>");
        }
        if (Rows.Count > 0)
        {
            html.Append("<table style=\"width:100%;margin:0 0 12px;border-collapse:collapse;font-size:15px\">");
            if (Columns.Count > 0)
                html.Append("<tr>").AppendJoin("", Columns.Select((column, at) => $"<th scope=\"col\" style=\"{Column(at)};color:#57636f;font-weight:600;font-size:13px\">{Safe(column)}</th>")).Append("</tr>");
            foreach (var row in Rows)
                html.Append("<tr>").AppendJoin("", row.Select((cell, at) => $"<td style=\"{Column(at)};{Line}\">{Html(cell)}</td>")).Append("</tr>");
            html.Append("</table>");
        }
        if (More is not null)
            html.Append("<p style=\"margin:0 0 12px\">").Append(Html(More)).Append("</p>");
    }

    private static string Column(int at) => at == 0 ? "padding:6px 8px 6px 0;text-align:left;vertical-align:top" : "padding:6px 0 6px 8px;text-align:right;vertical-align:top;white-space:nowrap";

    private static string Html(LetterCell cell) => cell.Target is null ? Safe(cell.Text) : $"<a href=\"{Safe(cell.Target.AbsoluteUri)}\" style=\"color:#1f5fbf\">{Safe(cell.Text)}</a>";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
