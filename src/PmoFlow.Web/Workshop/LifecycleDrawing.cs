using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Components;
using PmoFlow.Domain.Lifecycles;

namespace PmoFlow.Web.Workshop;

/// <summary>
/// A lifecycle drawn from its data: boxes below each other, so that it can be read on a phone, and beside them a lane for each stage
/// that a way leads to other than straight down.
/// </summary>
internal sealed class LifecycleDrawing
{
    private const int Left = 4;
    private const int Right = 290;
    private const int Gap = 34;
    private const int Top = 30;
    private const int LaneGap = 12;

    private readonly Lifecycle lifecycle;
    private readonly IReadOnlyList<LifecycleCard> cards;
    private readonly Dictionary<string, int> tops = [];
    private readonly Dictionary<string, int> lanes = [];
    private readonly StringBuilder svg = new();

    private LifecycleDrawing(Lifecycle lifecycle)
    {
        (this.lifecycle, cards) = (lifecycle, LifecycleCards.Of(lifecycle));
        var y = Top;
        foreach (var card in cards)
        {
            tops[card.Stage.Name] = y;
            y += card.Height + (card.Stage is LifecycleStage.End ? 12 : Gap);
        }
        Height = y;
        foreach (var target in cards.SelectMany(card => card.Exits).Select(exit => exit.Target).Distinct())
            lanes[target] = Right + 14 + (lanes.Count * LaneGap);
    }

    private int Height { get; }

    private int Width => Right + 22 + (lanes.Count * LaneGap);

    /// <summary>The whole picture as SVG.</summary>
    public static MarkupString Draw(Lifecycle lifecycle, string label) => new(new LifecycleDrawing(lifecycle).Picture(label));

    private string Picture(string label)
    {
        Add($"<svg class=\"life\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">");
        Add($"<text class=\"s\" x=\"{Left}\" y=\"14\">A request comes in: {WebUtility.HtmlEncode(lifecycle.Stage(lifecycle.Start).Title)}</text>");
        foreach (var target in lanes.Keys)
            Lane(target);
        foreach (var card in cards)
            Card(card);
        return svg.Append("</svg>").ToString();
    }

    private void Card(LifecycleCard card)
    {
        var top = tops[card.Stage.Name];
        var end = card.Stage is LifecycleStage.End;
        Add($"<rect class=\"{(end ? "end" : "stage")}\" x=\"{Left}\" y=\"{top}\" width=\"{Right - Left}\" height=\"{card.Height}\" rx=\"{(end ? 14 : 6)}\" />");
        Lines(card.Lines, Left + 10, top + LifecycleCard.Padding);
        if (!end)
            Text(Right - 10, top + LifecycleCard.Padding + 12, "k", StageKind(card.Stage), "end");
        var y = top + card.GatesTop;
        foreach (var gate in card.Gates)
        {
            Add($"<rect class=\"gate\" x=\"{Left + 8}\" y=\"{y}\" width=\"{Right - Left - 16}\" height=\"{LifecycleCard.GateHeight(gate)}\" rx=\"4\" />");
            Lines(gate.Lines, Left + 16, y + 4);
            y += LifecycleCard.GateHeight(gate) + LifecycleCard.GateGap;
        }
        foreach (var (exit, at) in card.Exits.Select((exit, at) => (exit, at)))
            Text(Right - 8, ExitY(card, at) + 4, "x", $"{exit.When}: {Short(lifecycle.Stage(exit.Target).Title)}", "end");
        if (card.Down is { } down)
        {
            var (from, x) = (top + card.Height, Left + 24);
            Add($"<path class=\"way\" d=\"M{x} {from} V{from + Gap - 7}\" /><path class=\"tip\" d=\"M{x - 5} {from + Gap - 8} h10 l-5 8 z\" />");
            Text(x + 12, from + 21, "x", down.When, "start");
        }
    }

    /// <summary>From every exit that leads there into the box, from the right.</summary>
    private void Lane(string target)
    {
        var (x, entry) = (lanes[target], tops[target] + 16 + (4 * (lanes[target] - Right - 14) / LaneGap % 3));
        var exits = cards.SelectMany(card => card.Exits.Select((exit, at) => (exit.Target, Y: ExitY(card, at)))).Where(e => e.Target == target).Select(e => e.Y).ToList();
        var css = exits.TrueForAll(y => y > entry) ? "way back" : "way";
        foreach (var y in exits)
            Add($"<path class=\"{css}\" d=\"M{Right} {y} H{x}\" /><circle class=\"tip\" cx=\"{Right}\" cy=\"{y}\" r=\"2.5\" />");
        Add($"<path class=\"{css}\" d=\"M{x} {Math.Min(entry, exits.Min())} V{Math.Max(entry, exits.Max())} M{x} {entry} H{Right + 8}\" /><path class=\"tip\" d=\"M{Right + 9} {entry - 5} v10 l-8 -5 z\" />");
    }

    private int ExitY(LifecycleCard card, int at) => tops[card.Stage.Name] + card.ExitsTop + (at * LifecycleCard.LineHeight) + 8;

    private void Lines(IReadOnlyList<DrawnLine> lines, int x, int top)
    {
        foreach (var (line, at) in lines.Select((line, at) => (line, at)))
            Text(x, top + 12 + (at * LifecycleCard.LineHeight), line.Css, line.Text, "start");
    }

    private void Text(int x, int y, string css, string text, string anchor) =>
        Add($"<text class=\"{css}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>");

    private void Add(FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));

    private static string Short(string title) => title.Length > 24 ? title[..23] + "…" : title;

    private static string StageKind(LifecycleStage stage) => stage switch
    {
        LifecycleStage.Screening => "screening",
        LifecycleStage.Scoring => "scoring",
        LifecycleStage.Approval => "approval",
        _ => "delivery",
    };
}
