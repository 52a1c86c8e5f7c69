using PmoFlow.Domain.Lifecycles;

namespace PmoFlow.Web.Workshop;

/// <summary>A line of text in the drawing.</summary>
/// <param name="Text">Short enough for its box.</param>
/// <param name="Css">How it looks.</param>
internal sealed record DrawnLine(string Text, string Css);

/// <summary>A way out of a stage.</summary>
/// <param name="When">What leads there: <c>declined</c>.</param>
/// <param name="Target">The name of the stage it leads to.</param>
internal sealed record DrawnExit(string When, string Target);

/// <summary>A gate within a stage's box.</summary>
internal sealed record DrawnGate(IReadOnlyList<DrawnLine> Lines);

/// <summary>A stage as a box: its words, its gates, its ways out; heights follow from them.</summary>
internal sealed record LifecycleCard(LifecycleStage Stage, IReadOnlyList<DrawnLine> Lines, IReadOnlyList<DrawnGate> Gates, IReadOnlyList<DrawnExit> Exits)
{
    public const int LineHeight = 16;
    public const int Padding = 10;
    public const int GateGap = 8;

    /// <summary>The exit that goes straight down to the next box, if any.</summary>
    public DrawnExit? Down { get; init; }

    public int GatesTop => Padding + (Lines.Count * LineHeight) + 4;

    public int ExitsTop => GatesTop + Gates.Sum(GateHeight) + (Gates.Count * GateGap);

    public int Height => ExitsTop + (Exits.Count * LineHeight) + Padding;

    public static int GateHeight(DrawnGate gate) => (gate.Lines.Count * LineHeight) + Padding;
}
