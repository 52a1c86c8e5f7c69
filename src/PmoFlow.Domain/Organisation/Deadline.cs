namespace PmoFlow.Domain.Organisation;

/// <summary>By when, and when somebody is reminded before that.</summary>
/// <param name="Due">How long there is, from when the wait began.</param>
/// <param name="Reminders">When to remind, each from when the wait began, ascending, all before <paramref name="Due"/>.</param>
public sealed record Deadline(TimeLimit Due, IReadOnlyList<TimeLimit> Reminders);
