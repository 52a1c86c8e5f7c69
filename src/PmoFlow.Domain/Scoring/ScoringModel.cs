namespace PmoFlow.Domain.Scoring;

/// <summary>Criteria by which two requests can be compared. Where they are weighted the weights add to 100, and a score is a number from 0 to 100.</summary>
public sealed record ScoringModel(IReadOnlyList<ScoringCriterion> Criteria)
{
    /// <summary>How levels become a score; null for <see cref="ScoringKind.Weighted"/>.</summary>
    public ScoringKind? Kind { get; init; }

    /// <summary>
    /// Where it weighs, Σ weight × level ÷ highest level: 100 where every criterion is at its highest, 0 where every one is at level 0,
    /// rounded to one decimal. Where it divides, the quotient of the levels' points (see <see cref="Formulas"/>), rounded to two. Halves
    /// go away from zero.
    /// </summary>
    /// <param name="levels">A level for each criterion by name.</param>
    public Outcome<decimal> Score(IReadOnlyDictionary<string, int> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var errors = Criteria.Where(c => !levels.TryGetValue(c.Name, out var level) || level < 0 || level >= c.Levels.Count)
            .Select(c => new FieldError($"levels.{c.Name}", $"Choose a level from 0 to {c.Levels.Count - 1} for {c.Label}."))
            .Concat(levels.Keys.Where(name => Criteria.All(c => c.Name != name))
                .Select(name => new FieldError($"levels.{name}", $"This scoring model has no criterion '{name}'.")))
            .ToList();
        return errors.Count > 0
            ? new Refusal.Invalid(errors)
            : decimal.Round(this.Exact(levels), this.Decimals(), MidpointRounding.AwayFromZero);
    }
}

/// <summary>One thing that a request is judged by.</summary>
/// <param name="Name">Stable, in the API: <c>value</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="Weight">Its share of the score, in percent.</param>
/// <param name="Levels">What each level means, from 0 up; at least two.</param>
public sealed record ScoringCriterion(string Name, string Label, decimal Weight, IReadOnlyList<string> Levels)
{
    /// <summary>What each level counts, ascending, where the model divides instead of weighing; as many as there are levels.</summary>
    public IReadOnlyList<decimal>? Points { get; init; }
}

/// <summary>How levels become a score.</summary>
public enum ScoringKind
{
    /// <summary>Shares of 100, see <see cref="ScoringModel.Score"/>.</summary>
    Weighted,

    /// <summary>(value + time criticality + risk reduction) ÷ size.</summary>
    Wsjf,

    /// <summary>reach × impact × confidence ÷ effort.</summary>
    Rice,

    /// <summary>value ÷ effort.</summary>
    ValueEffort,
}

/// <summary>A model in words.</summary>
public static class ScoringWords
{
    /// <summary>A score as people read it: <c>72.4 of 100</c>, <c>1.6 by WSJF</c>.</summary>
    public static string Words(this ScoringKind? kind, decimal score) => kind is { } model and not ScoringKind.Weighted
        ? FormattableString.Invariant($"{score:0.##} by {model.Label()}") : FormattableString.Invariant($"{score:0.#} of 100");

    /// <summary>Within a sentence: <c>WSJF</c>.</summary>
    public static string Label(this ScoringKind kind) => kind switch
    {
        ScoringKind.Weighted => "weighted criteria",
        ScoringKind.Wsjf => "WSJF",
        ScoringKind.Rice => "RICE",
        ScoringKind.ValueEffort => "value against effort",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
