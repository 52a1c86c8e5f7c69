namespace PmoFlow.Domain.Import;

/// <summary>Something about a row that somebody should know.</summary>
/// <param name="Column">Heading of the column it is about; null for the row as a whole.</param>
/// <param name="Message">What it is.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record RowProblem(string? Column, string Message, string Fix);
