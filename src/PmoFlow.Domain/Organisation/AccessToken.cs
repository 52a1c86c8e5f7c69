namespace PmoFlow.Domain.Organisation;

/// <summary>What lets a program act as somebody, with the roles that they have at the time. The secret itself is kept nowhere.</summary>
/// <param name="Id">Tells it apart from the person's others; opens nothing.</param>
/// <param name="Person">Mail address of whom it acts as.</param>
/// <param name="Name">What it is for, in their words.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Expires">From when on it opens nothing any more, UTC.</param>
public sealed record AccessToken(string Id, string Person, string Name, DateTimeOffset CreatedAt, DateTimeOffset Expires)
{
    /// <summary>When it was used last, UTC, to within an hour; null where it never was.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}
