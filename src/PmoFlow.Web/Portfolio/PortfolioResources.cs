using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Actions;
using PmoFlow.Web.Delivery;
using PmoFlow.Web.Intake;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>
/// The portfolio at a glance. Totals are by measure: <c>projects</c>, <c>budget</c>, <c>actions</c>, <c>requests/{stage}</c>,
/// <c>outcomes/{Outcome}</c>, <c>ratings/{Rating}</c>; a measure that counts nothing is absent.
/// </summary>
internal sealed record PortfolioResource(
    string Period,
    DateTimeOffset? AsOf,
    string Currency,
    IReadOnlyDictionary<string, decimal> Totals,
    IReadOnlyList<UnitResource> Units,
    IReadOnlyList<RequestRowResource> Overdue,
    IReadOnlyList<ActionResource> ActionsDue,
    IReadOnlyList<ProjectResource> NeedAttention,
    IReadOnlyList<string> Periods)
{
    public static PortfolioResource Of(PortfolioDashboard dashboard, string currency, bool seesRequests) => new(
        dashboard.Period, dashboard.AsOf, currency,
        dashboard.Units.SelectMany(unit => Shown(unit.Summary, seesRequests)).GroupBy(total => total.Key)
            .OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(total => total.Value)),
        [.. dashboard.Units.Select(row => new UnitResource(row.Unit.Id.Value, row.Unit.Name, row.Unit.Parent?.Value, Shown(row.Summary, seesRequests).ToDictionary(), row.Summary.UpdatedAt))],
        [.. (seesRequests ? dashboard.Overdue : []).Select(RequestRowResource.Of)],
        [.. dashboard.ActionsDue.Select(ActionResource.Of)],
        [.. dashboard.NeedAttention.Select(ProjectResource.Of)],
        dashboard.Periods);

    // Days on which something is due are how lateness is counted, not totals that mean anything alone; costs of requests are for
    // those who may see requests.
    private static IEnumerable<KeyValuePair<string, decimal>> Shown(UnitSummary summary, bool seesRequests) => summary.Totals.Where(total =>
        !total.Key.StartsWith(Measure.DueDays, StringComparison.Ordinal) && (seesRequests || total.Key is not (Measure.Pipeline or Measure.PipelineUnknown)));
}

/// <summary>One unit's totals.</summary>
internal sealed record UnitResource(string Id, string Name, string? Parent, IReadOnlyDictionary<string, decimal> Totals, DateTimeOffset UpdatedAt);
