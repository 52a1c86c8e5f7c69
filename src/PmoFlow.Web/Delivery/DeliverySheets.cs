using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Web.Design;
using PmoFlow.Web.Export;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>The parts of one project to take away.</summary>
internal static class DeliverySheets
{
    /// <summary>
    /// Its months, with the very columns that a file of money is read by: changed and brought in again, only the change counts. What was earned
    /// under a budget before stands beside them, and is not read.
    /// </summary>
    public static Sheet Money(ProjectDelivery delivery) => new($"{delivery.Project.Id}-money", ["month", "budget", "actual", "forecast", "complete", "earned"],
        (delivery.Money?.Money.Months ?? []).Select(month => (IReadOnlyList<object?>)[month.Month.ToString(), month.Budget, month.Actual, month.Forecast, month.Complete, month.Earned]));

    public static Sheet Milestones(ProjectDelivery delivery) => new($"{delivery.Project.Id}-milestones",
        ["Name", "Milestone", "Agreed", "Planned", "Expected", "Reached", "Days later than agreed", "Best", "Likely", "Worst", "After"],
        delivery.Plan.Outlooks(delivery.Today).Select(one => (IReadOnlyList<object?>)
        [
            one.Milestone.Name, one.Milestone.Title, one.Milestone.Baseline, one.Milestone.Plan, one.Milestone.Forecast, one.Milestone.Actual, one.Slip,
            one.Milestone.Days?.Best, one.Milestone.Days?.Likely, one.Milestone.Days?.Worst, string.Join(' ', one.Milestone.After),
        ]));

    public static Sheet Raid(ProjectDelivery delivery) => new($"{delivery.Project.Id}-raid",
        ["Number", "Kind", "Title", "Detail", "Probability", "Impact", "Exposure", "With", "Due", "State", "What came of it", "Raised by", "Raised", "Closed"],
        delivery.Raid.Select(item => (IReadOnlyList<object?>)
        [
            item.Quoted, Words.Stable(item.Kind), item.Title, item.Detail, item.Probability, item.Impact, item.Exposure, item.Owner, item.Due, Words.Stable(item.State),
            item.Resolution, item.RaisedBy, item.RaisedAt, item.ClosedAt,
        ]));

    /// <summary>A row for each report; each question that any of them answered has a column.</summary>
    public static Sheet Status(ProjectDelivery delivery)
    {
        string[] questions = [.. delivery.Reports.SelectMany(report => report.Answers.Keys).Distinct()];
        return new($"{delivery.Project.Id}-status",
            ["Period", "State", "Lead says", "Asked", "Due", "Sent", "Sent by", "Late", .. ProjectMetrics.Known.Values.Select(known => known.Label), .. questions],
            delivery.Reports.Select(report => (IReadOnlyList<object?>)
            [
                report.Period, Words.Stable(report.State), report.State == StatusState.Submitted ? report.Rating.Label() : null, report.AskedAt, report.Due, report.SubmittedAt,
                report.SubmittedBy, TakeAway.Word(report.WasLate || report.State is StatusState.Late or StatusState.Missed),
                .. ProjectMetrics.Known.Keys.Select(name => report.Facts.Metrics.TryGetValue(name, out var value) ? value : (object?)null),
                .. questions.Select(question => report.State == StatusState.Submitted ? report.Answers.GetValueOrDefault(question) : null),
            ]));
    }

    /// <summary>A row for each thing that a change changes.</summary>
    public static Sheet Changes(ProjectControl control) => new($"{control.Project.Id}-changes",
        ["Number", "Change", "Because", "Asked by", "Asked", "State", "Decided", "What", "Before", "After"],
        control.Changes.SelectMany(change => (change.Facts.Count > 0 ? change.Facts : [new("", "", "")]).Select(fact => (IReadOnlyList<object?>)
        [
            change.Quoted, change.Title, change.Because, change.AskedBy, change.AskedAt, Words.Stable(change.State), change.DecidedAt, fact.What, fact.Before, fact.After,
        ])));
}
