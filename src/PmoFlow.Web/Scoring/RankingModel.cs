using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Scoring;

namespace PmoFlow.Web.Scoring;

/// <summary>All that the ranked list shows.</summary>
/// <param name="Lifecycles">The processes whose demand can be ranked.</param>
/// <param name="Lifecycle">The one that is shown.</param>
/// <param name="Places">Best first.</param>
/// <param name="Sensitivity">What hangs on which weight.</param>
/// <param name="Line">Where the waterline is.</param>
/// <param name="Others">How many an earlier version's criteria scored.</param>
public sealed record RankingModel(
    IReadOnlyList<Lifecycle> Lifecycles, Lifecycle Lifecycle, IReadOnlyList<RankedPlace> Places, IReadOnlyList<SensitivityRow> Sensitivity,
    Waterline Line, int Others)
{
    /// <summary>What is wrong with what was typed.</summary>
    public IReadOnlyList<Domain.FieldError> Errors { get; init; } = [];

    /// <summary>How the scores are told.</summary>
    public string ScoreText(decimal score) =>
        score.ToString(Lifecycle.Scoring.Decimals() == 1 ? "0.0" : "0.00", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The bubbles, where the model has criteria to lay them out by.</summary>
    public BubblePlan? Bubbles => BubblePlan.Of(Lifecycle.Scoring, Places);

    /// <summary>The formula in words.</summary>
    public string Formula => Lifecycle.Scoring.Kind switch
    {
        ScoringKind.Wsjf => "WSJF: (value + time criticality + risk reduction) ÷ size",
        ScoringKind.Rice => "RICE: reach × impact × confidence ÷ effort",
        ScoringKind.ValueEffort => "value ÷ effort",
        _ => string.Join(" + ", Lifecycle.Scoring.Criteria.Select(c => System.FormattableString.Invariant($"{c.Weight:0.##} % {c.Label}"))),
    };
}
