using PmoFlow.Domain.Health;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Health;

/// <summary>One health check: the rating is <c>unknown</c>, <c>green</c>, <c>amber-green</c>, <c>amber</c>, <c>amber-red</c> or <c>red</c>.</summary>
internal sealed record HealthCheckResource(
    string Project, string Period, int Number, DateTimeOffset AskedAt, DateTimeOffset Due, bool Open, string Rating,
    IReadOnlyList<string> Trace, IReadOnlyDictionary<string, string> Answers, string? AnsweredBy, DateTimeOffset? AnsweredAt)
{
    public static HealthCheckResource Of(HealthCheckRecord check) => new(
        check.Project.Value, check.Period, check.Number, check.AskedAt, check.Due, check.IsOpen, Words.Stable(check.Rating),
        check.Trace, check.Answers, check.AnsweredBy, check.AnsweredAt);
}
