using PmoFlow.Domain.Delivery;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The status report: how often, by when, when it is escalated.</summary>
internal static class StatusSection
{
    public static StatusPlan Read(YamlGroup section, DefectList defects)
    {
        var every = section.Required("every").TimeLimit();
        var report = section.Required("report").Group();
        var deadline = DeadlineSection.Read(report, defects);
        report.Close();
        var escalate = section.Required("escalate").TimeLimit();
        if (every.Amount > 0 && TimeSpans.Longest(deadline.Due) + TimeSpans.Longest(escalate) > TimeSpans.Shortest(every))
            defects.Add(section.Node!, $"A report is escalated up to {deadline.Due} and {escalate} later, but the next one is asked for after {every}", "let it be escalated before the next one");
        section.Close();
        return new StatusPlan(every, deadline, escalate);
    }
}
