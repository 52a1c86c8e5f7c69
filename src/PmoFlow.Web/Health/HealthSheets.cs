using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Web.Export;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Health;

/// <summary>A project's health to take away.</summary>
internal static class HealthSheets
{
    /// <summary>A row for each check: how each who looks rates it, why, and the figures of that day.</summary>
    public static Sheet Checks(ProjectDelivery delivery) => new($"{delivery.Project.Id}-health",
        [
            "Period", "Rating", "Why", "Lead", "Reviewer", "Rules", "Asked", "Because", "Due", "Answered", "Answered by", "Reviewed by", "Comment",
            .. ProjectMetrics.Known.Values.Select(known => known.Label),
        ],
        delivery.Checks.OrderBy(check => check.AskedAt).ThenBy(check => check.Number).Select(check => (IReadOnlyList<object?>)
        [
            check.Period, check.IsVoided ? "not needed" : check.IsOpen ? "asked" : check.Rating.Label(), string.Join(' ', check.Trace),
            Says(check, HealthViewKind.Lead), Says(check, HealthViewKind.Reviewer), Says(check, HealthViewKind.Rules),
            check.AskedAt, check.Because, check.Due, check.AnsweredAt, check.AnsweredBy, check.View(HealthViewKind.Reviewer)?.By, check.Answers.GetValueOrDefault("comment"),
            .. ProjectMetrics.Known.Keys.Select(name => check.Metrics.TryGetValue(name, out var value) ? value : (object?)null),
        ]));

    private static string? Says(HealthCheckRecord check, HealthViewKind kind) => check.View(kind)?.Rating.Label();
}
