using PmoFlow.Domain.Health;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Health;

/// <summary>
/// One health check: a rating is <c>unknown</c>, <c>green</c>, <c>amber-green</c>, <c>amber</c>, <c>amber-red</c> or <c>red</c>.
/// <c>because</c> says what raised it; null for one of the calendar. <c>views</c> are the lead's, the reviewer's and the rules'.
/// </summary>
internal sealed record HealthCheckResource(
    string Project, string Period, int Number, DateTimeOffset AskedAt, DateTimeOffset Due, bool Open, string Rating,
    IReadOnlyList<string> Trace, IReadOnlyDictionary<string, string> Answers, string? AnsweredBy, DateTimeOffset? AnsweredAt,
    string? Because, IReadOnlyList<HealthViewResource> Views, string? Disagreement, IReadOnlyDictionary<string, decimal> Figures,
    IReadOnlyDictionary<string, string> Evidence)
{
    public static HealthCheckResource Of(HealthCheckRecord check) => new(
        check.Project.Value, check.Period, check.Number, check.AskedAt, check.Due, check.IsOpen, Words.Stable(check.Rating),
        check.Trace, check.Answers, check.AnsweredBy, check.AnsweredAt, check.Because, [.. check.Views.Select(HealthViewResource.Of)],
        HealthViews.Disagreement(check.Views), check.Metrics, check.Evidence);
}

/// <summary>How <c>lead</c>, <c>reviewer</c> or <c>rules</c> see it, and why.</summary>
internal sealed record HealthViewResource(string View, string Rating, IReadOnlyList<string> Trace, string? By, DateTimeOffset? At)
{
    public static HealthViewResource Of(HealthView view) => new(Words.Stable(view.Kind), Words.Stable(view.Rating), view.Trace, view.By, view.At);
}

/// <summary>Why a health check is asked now.</summary>
internal sealed record HealthAsking(string? Because);
