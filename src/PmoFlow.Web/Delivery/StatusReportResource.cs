using PmoFlow.Domain.Delivery;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Delivery;

/// <summary>One status report: <c>open</c>, <c>late</c>, <c>submitted</c> (frozen), <c>missed</c> or <c>dropped</c>; its rating is that of who sent it.</summary>
internal sealed record StatusReportResource(
    int Number, string Period, string State, string Rating, DateTimeOffset AskedAt, DateTimeOffset Due, bool Late, string? SubmittedBy, DateTimeOffset? SubmittedAt,
    IReadOnlyDictionary<string, string> Answers, IReadOnlyList<string> Changes, IReadOnlyDictionary<string, decimal> Metrics)
{
    // A draft is its author's until it is sent.
    public static StatusReportResource Of(StatusReport report) => new(
        report.Number, report.Period, Words.Stable(report.State), Words.Stable(report.State == StatusState.Submitted ? report.Rating : default), report.AskedAt, report.Due,
        report.WasLate || report.State is StatusState.Late or StatusState.Missed, report.SubmittedBy, report.SubmittedAt,
        report.State == StatusState.Submitted ? report.Answers : new Dictionary<string, string>(), report.Facts.Changes, report.Facts.Metrics);
}
