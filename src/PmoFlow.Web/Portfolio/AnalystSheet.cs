using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Export;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>The rows behind the numbers of the analyst's page, whole: the page itself shows the first of them.</summary>
internal static class AnalystSheet
{
    private static readonly (string Measure, string Why)[] Asked =
    [
        (Measure.Rated(HealthRating.Red), "rated Red"), (Measure.Rated(HealthRating.AmberRed), "rated Amber/Red"), (Measure.Rated(HealthRating.Unknown), "nobody can rate it"),
        ("overdue/requests", "late request"), ("overdue/checks", "late health check"), ("overdue/reports", "late status report"), ("overdue/actions", "late action"),
        (Measure.PipelineUnknown, "request without a cost"),
    ];

    public static async Task<Sheet> Read(ContributionQueries contributions, bool seesRequests, CancellationToken cancellation)
    {
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var (measure, why) in Asked)
        {
            foreach (var (unit, of) in (await contributions.Of(null, measure, null, cancellation)).Select(row => (row.Unit, row.Contribution)))
            {
                if (seesRequests || Subjects.Kind(of.Of) != "request")
                    rows.Add([why, Subjects.Number(of.Of), of.Subject?.Title, unit.Name, of.Subject?.State, of.Subject?.Rating?.Label(), of.Subject?.RatedAt, of.Subject?.Who, of.Subject?.Due, of.At]);
            }
        }
        return new("needs-somebody", ["Why", "Number", "Title", "Unit", "State", "Rating", "Rated", "With whom", "Due", "Changed"], rows);
    }
}
