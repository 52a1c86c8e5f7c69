using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Portfolio;

/// <summary>How many ratings become one.</summary>
public enum RollUp
{
    /// <summary>The worst of them.</summary>
    Worst,

    /// <summary>Their mean, weighted by budget.</summary>
    Weighted,

    /// <summary>The most frequent of them.</summary>
    Counted,
}

/// <summary>How the projects of a part of the organisation are rated.</summary>
/// <param name="Counts">Projects by rating.</param>
/// <param name="Budgets">Budget by rating.</param>
public sealed record RatingMix(IReadOnlyDictionary<HealthRating, decimal> Counts, IReadOnlyDictionary<HealthRating, decimal> Budgets)
{
    /// <summary>The greatest part of the weight that may be unknown before nobody can say how the whole is doing.</summary>
    public const decimal MostUnknown = 1m / 3;

    /// <summary>All projects.</summary>
    public decimal Count => Counts.Values.Sum();

    /// <summary>Projects with that rating.</summary>
    public decimal Of(HealthRating rating) => Counts.GetValueOrDefault(rating);

    /// <summary>The mix that totals tell of.</summary>
    public static RatingMix Of(IReadOnlyDictionary<string, decimal> totals)
    {
        ArgumentNullException.ThrowIfNull(totals);
        return new(By(Measure.Rated), By(Measure.BudgetOf));

        Dictionary<HealthRating, decimal> By(Func<HealthRating, string> measure) => Severity.WorstFirst
            .Where(rating => totals.ContainsKey(measure(rating))).ToDictionary(rating => rating, rating => totals[measure(rating)]);
    }

    /// <summary>One rating for all of them, with the sentence that says why; null where there is no project.</summary>
    public RolledUp? By(RollUp rule) => Count == 0 ? null : rule switch
    {
        RollUp.Worst => Worst(),
        RollUp.Weighted => Weighted(),
        RollUp.Counted => Counted(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private RolledUp Worst()
    {
        var worst = Severity.WorstFirst.First(rating => Of(rating) > 0);
        return new(worst, FormattableString.Invariant($"{worst.Label()} because {Of(worst):0} of {Count:0} {(Of(worst) == 1 ? "is" : "are")}, and none is worse."));
    }

    private RolledUp Counted()
    {
        var most = Severity.WorstFirst.MaxBy(Of);
        return new(most, FormattableString.Invariant($"{most.Label()} because {Of(most):0} of {Count:0} are: more than of any other rating."));
    }

    // Where nobody has a budget, each project weighs the same.
    private RolledUp Weighted()
    {
        var (weights, by) = Budgets.Values.Sum() > 0 ? (Budgets, "budget") : (Counts, "number");
        var all = weights.Values.Sum();
        var unknown = weights.GetValueOrDefault(HealthRating.Unknown) / all;
        if (unknown > MostUnknown)
            return new(HealthRating.Unknown, FormattableString.Invariant($"Unknown because {unknown:P0} of the {by} is: more than a third."));
        // What is unknown weighs as red: not to answer must never look better than to answer.
        var mean = weights.Sum(weight => weight.Value * Points(weight.Key)) / all;
        var rating = Severity.WorstFirst.Where(rating => rating != HealthRating.Unknown).MinBy(rating => Math.Abs(Points(rating) - mean));
        var counted = unknown > 0 ? FormattableString.Invariant($"; {unknown:P0} is unknown and counts as red") : "";
        return new(rating, FormattableString.Invariant($"{rating.Label()} because the mean by {by} is {mean:0.0} on a scale from 0, red, to 4, green{counted}."));
    }

    private static int Points(HealthRating rating) => rating switch
    {
        HealthRating.Green => 4,
        HealthRating.AmberGreen => 3,
        HealthRating.Amber => 2,
        HealthRating.AmberRed => 1,
        _ => 0,
    };
}

/// <summary>One rating for many projects.</summary>
/// <param name="Rating">The rating.</param>
/// <param name="Because">Why, as a sentence.</param>
public sealed record RolledUp(HealthRating Rating, string Because);
