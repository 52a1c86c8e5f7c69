using PmoFlow.Domain.Delivery;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>How a project ends: hand-over, acceptance, and when its benefits are looked at.</summary>
internal static class ClosureSection
{
    private const int MaxItems = 50;
    private const int MaxReviews = 12;

    public static ClosurePlan Read(YamlGroup section, StageContext context)
    {
        var handover = section.Optional("handover")?.Named(1, MaxItems).Select(item => new MethodItem(item.Key.Identifier(), item.Value.Text(), MethodItemKind.Check)).ToList() ?? [];
        var acceptance = MethodSection.Gate(section.Required("acceptance").Group(), context);
        var plan = new ClosurePlan(handover, acceptance)
        {
            Benefits = section.Optional("benefits") is { } benefits ? Benefits(benefits.Group(), context.Defects) : null,
        };
        section.Close();
        return plan;
    }

    private static BenefitPlan Benefits(YamlGroup group, DefectList defects)
    {
        var reviews = group.Required("reviews").Items(1, MaxReviews).Select(review => review.TimeLimit()).ToList();
        for (var at = 1; at < reviews.Count; at++)
        {
            if (reviews[at].Amount > 0 && reviews[at - 1].Amount > 0 && TimeSpans.Longest(reviews[at]) <= TimeSpans.Longest(reviews[at - 1]))
                defects.Add(group.Node!, $"A review after {reviews[at]} stands behind one after {reviews[at - 1]}", "write them in their order");
        }
        var answer = DeadlineSection.Read(group, defects);
        var escalate = group.Required("escalate").TimeLimit();
        group.Close();
        return new(reviews, answer, escalate);
    }
}
