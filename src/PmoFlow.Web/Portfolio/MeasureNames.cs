using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Portfolio;

/// <summary>What a number is called in an address, which anybody can type.</summary>
internal static class MeasureNames
{
    private static readonly HashSet<string> Whole =
    [
        Measure.Projects, Measure.Budget, Measure.Benefits, Measure.Pipeline, Measure.PipelineUnknown, Measure.Requests, Measure.OpenActions, Measure.Bad,
        Measure.Late, .. Measure.Kinds.Select(kind => $"{Measure.Late}/{kind}"),
    ];

    /// <summary>
    /// The name under which it is counted, whether a rating or state is written as the API says it or as totals name it: <c>ratings/amber-red</c>
    /// is <c>ratings/AmberRed</c>. Null where nothing is counted so: no rows and a sum of 0 would be a wrong answer.
    /// </summary>
    public static string? Read(string? asked)
    {
        if (asked is null || Whole.Contains(asked))
            return asked;
        return asked.Split('/', 2) is not [var what, var of] ? null : what switch
        {
            "ratings" => ChoiceWords.Read<HealthRating>(of) is { } rating ? Measure.Rated(rating) : null,
            "budget" => ChoiceWords.Read<HealthRating>(of) is { } rating ? Measure.BudgetOf(rating) : null,
            "outcomes" => ChoiceWords.Read<RequestOutcome>(of) is { } outcome and not RequestOutcome.Open ? Measure.Outcome(outcome) : null,
            "benefits" => ChoiceWords.Read<BenefitState>(of) is { } state ? Measure.BenefitsIn(state) : null,
            "milestones" or "slip" => Month.TryParse(of, out _) ? asked : null,
            "requests" => of.Length > 0 ? asked : null,
            // Of plain numbers nothing stands behind it.
            "benefit-planned" or "benefit-measured" or "benefit-realised" => asked,
            _ => null,
        };
    }
}
