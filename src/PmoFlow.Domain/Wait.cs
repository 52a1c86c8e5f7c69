namespace PmoFlow.Domain;

/// <summary>
/// What something waits for, so that everybody can see what happens next: every wait has an owner, a deadline and a consequence.
/// </summary>
/// <param name="Kind">What is awaited, as a stable word: <c>screening</c>, <c>decision</c>, <c>health-check</c>.</param>
/// <param name="Who">Whose turn it is: names, or a role where anybody of it may act.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Due">By when, UTC; null where nothing is due, as for a project that simply goes on.</param>
/// <param name="Then">What happens when it is not done by then, as a sentence.</param>
public sealed record Wait(string Kind, string Who, DateTimeOffset Since, DateTimeOffset? Due, string Then)
{
    /// <summary>Of a decision: at which of a stage's gates, by name; null where it has a single one.</summary>
    public string? Part { get; init; }
}
