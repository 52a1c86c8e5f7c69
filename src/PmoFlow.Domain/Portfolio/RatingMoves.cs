using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Portfolio;

/// <summary>A project's rating in a period, and in which unit it counted then.</summary>
public sealed record PeriodRating(ProjectId Project, UnitId Unit, HealthRating Rating);

/// <summary>A project that was rated in both of two periods.</summary>
public sealed record RatingMove(PeriodRating Before, PeriodRating After)
{
    /// <summary>How many colours better it has become; below 0 for worse, null where one of the two is unknown.</summary>
    public int? Better => Before.Rating == HealthRating.Unknown || After.Rating == HealthRating.Unknown ? null
        : Step(Before.Rating) - Step(After.Rating);

    // From green to red without the one that is no colour.
    private static int Step(HealthRating rating) => (int)rating;
}

/// <summary>How ratings moved from one period to another.</summary>
/// <param name="Moves">Projects rated in both.</param>
/// <param name="Left">Rated in the earlier one only.</param>
/// <param name="Came">Rated in the later one only.</param>
public sealed record RatingMoves(IReadOnlyList<RatingMove> Moves, IReadOnlyList<PeriodRating> Left, IReadOnlyList<PeriodRating> Came)
{
    /// <summary>The moves between the ratings of two periods; a project counts once in each.</summary>
    public static RatingMoves Between(IEnumerable<PeriodRating> before, IEnumerable<PeriodRating> after)
    {
        var (earlier, later) = (before.ToDictionary(rating => rating.Project), after.ToDictionary(rating => rating.Project));
        return new(
            [.. earlier.Values.Where(rating => later.ContainsKey(rating.Project)).Select(rating => new RatingMove(rating, later[rating.Project]))],
            [.. earlier.Values.Where(rating => !later.ContainsKey(rating.Project))],
            [.. later.Values.Where(rating => !earlier.ContainsKey(rating.Project))]);
    }

    /// <summary>How many moved from the one colour to the other.</summary>
    public int Count(HealthRating before, HealthRating after) => Moves.Count(move => move.Before.Rating == before && move.After.Rating == after);

    /// <summary>Projects that became better.</summary>
    public int Better => Moves.Count(move => move.Better > 0);

    /// <summary>Projects that became worse.</summary>
    public int Worse => Moves.Count(move => move.Better < 0);

    /// <summary>Projects of which nobody can say: unknown before or after, but not both.</summary>
    public int Unclear => Moves.Count - Better - Worse - Same;

    /// <summary>Projects that stayed as they were.</summary>
    public int Same => Moves.Count(move => move.Before.Rating == move.After.Rating);
}
