namespace PmoFlow.Web.Design;

/// <summary>One bar of a chart.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Value">How long it is.</param>
/// <param name="Text">The value as people read it.</param>
/// <param name="Href">Where its rows are.</param>
public sealed record Bar(string Label, decimal Value, string Text, string? Href = null);
