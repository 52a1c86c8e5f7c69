namespace PmoFlow.Workflows.Files;

/// <summary>One thing wrong in a file that the office wrote.</summary>
/// <param name="File">Its name.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Fix">What would be right.</param>
public sealed record FileDefect(string File, int Line, int Column, string Reason, string Fix)
{
    /// <summary>As compilers say it, so that an editor leads to the line: <c>file:line: reason (fix)</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {Reason} ({Fix})";
}
