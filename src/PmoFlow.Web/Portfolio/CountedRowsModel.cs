using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>What a number of a dashboard comes from.</summary>
public sealed record CountedRowsModel(BoardQuery Query, UnitNode? Unit, string Measure, IReadOnlyList<CountedRow> Rows, bool SeesRequests)
{
    /// <summary>The day from which it is seen.</summary>
    internal DateOnly Day { get; init; }

    internal string Title => $"{TitleOf(Measure)}: where the number comes from";

    internal bool IsMoney => Measure is Domain.Portfolio.Measure.Budget or Domain.Portfolio.Measure.Pipeline || Measure.StartsWith("budget/", StringComparison.Ordinal);

    internal decimal Sum => Rows.Sum(Adds);

    internal bool MayOpen(CountedRow row) => SeesRequests || Subjects.Kind(row.Contribution.Of) != "request";

    // What is late is counted by the day on which it was due, and a project can be late with two things.
    internal decimal Adds(CountedRow row) => Measure is Stages ? 1
        : Measure is Domain.Portfolio.Measure.Late ? Domain.Portfolio.Measure.LateOn(row.Contribution.Amounts, Day)
        : Measure.StartsWith(Domain.Portfolio.Measure.SlipPrefix, StringComparison.Ordinal) ? Domain.Portfolio.Measure.SlipOn(row.Contribution.Amounts, Measure[Domain.Portfolio.Measure.SlipPrefix.Length..], Day)
        : row.Contribution.Amounts.TryGetValue(Measure, out var amount) ? amount : 1;

    /// <summary>All stages that a request can be in.</summary>
    public const string Stages = "requests";

    private static string TitleOf(string measure) => measure switch
    {
        Stages => "Open requests",
        Domain.Portfolio.Measure.Bad => "Projects rated Red or Amber/Red",
        Domain.Portfolio.Measure.Late => "What is late",
        "overdue/requests" => "Late requests",
        "overdue/checks" => "Late health checks",
        "overdue/reports" => "Late status reports",
        "overdue/actions" => "Late actions",
        Domain.Portfolio.Measure.OpenActions => "Open actions",
        Domain.Portfolio.Measure.Pipeline => "Expected cost of the requests before approval",
        Domain.Portfolio.Measure.PipelineUnknown => "Requests without a cost",
        Domain.Portfolio.Measure.Budget => "Budget",
        Domain.Portfolio.Measure.Projects => "Active projects",
        Domain.Portfolio.Measure.Benefits => "Benefits",
        _ when measure.StartsWith("benefit", StringComparison.Ordinal) && measure.Split('/', 2) is [var what, var counts] => Benefits(what, counts),
        _ when Rating(measure) is { } rating => measure.StartsWith("budget/", StringComparison.Ordinal) ? $"Budget of projects rated {rating.Label()}" : $"Projects rated {rating.Label()}",
        _ => Words.Capital(measure.Replace('/', ' ')),
    };

    private static string Benefits(string what, string counts) => what switch
    {
        "benefits" => Enum.TryParse<BenefitState>(counts, out var state) ? $"Benefits: {(state == BenefitState.Ahead ? "not looked at yet" : Words.Stable(state))}" : "Benefits",
        _ => Words.Capital($"{what["benefit-".Length..]} benefits in {(counts.Length == 0 ? "plain numbers" : counts)}"),
    };

    private static HealthRating? Rating(string measure) =>
        (measure.StartsWith("ratings/", StringComparison.Ordinal) || measure.StartsWith("budget/", StringComparison.Ordinal))
        && Enum.TryParse<HealthRating>(measure[(measure.IndexOf('/', StringComparison.Ordinal) + 1)..], out var rating) ? rating : null;
}
