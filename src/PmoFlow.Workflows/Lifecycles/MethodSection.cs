using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The methods that projects can follow: phases with their deliverables, checklists and gates.</summary>
internal static class MethodSection
{
    private const int MaxMethods = 10;
    private const int MaxPhases = 20;
    private const int MaxItems = 50;

    public static IReadOnlyList<DeliveryMethod> Read(YamlValue section, StageContext context) =>
        [.. section.Named(1, MaxMethods).Select(entry =>
        {
            var group = entry.Value.Group();
            var method = new DeliveryMethod(entry.Key.Identifier(), group.Required("title").Text(),
                [.. group.Required("phases").Named(1, MaxPhases).Select(phase => Phase(phase, context))]);
            group.Close();
            return method;
        })];

    /// <summary>A gate of a project. It cannot rest: a project does not stop for it.</summary>
    public static GatePolicy Gate(YamlGroup group, StageContext context)
    {
        var policy = GateSection.Read(group, context.Seats, context.Defects);
        if (policy.Expiry is GateExpiry.Defer)
            context.Defects.Add(group.Node!, "A gate of a project cannot rest", "let it escalate or decline");
        group.Close();
        return policy;
    }

    /// <summary>A question that only some methods or phases are asked names ones that there are.</summary>
    public static void Check(HealthCheckPlan plan, IReadOnlyList<DeliveryMethod>? methods, YamlGroup at, DefectList defects)
    {
        if (at.Node is null || methods is null)
            return;
        var phases = methods.SelectMany(method => method.Phases).Select(phase => phase.Name).Distinct().ToList();
        foreach (var question in plan.Questions)
        {
            foreach (var unknown in (question.Methods ?? []).Where(name => methods.All(method => method.Name != name)))
                defects.Add(at.Node, $"The question '{question.Name}' is for a method '{unknown}' that there is not", Suggestion.For(unknown, methods.Select(method => method.Name)));
            foreach (var unknown in (question.Phases ?? []).Where(name => !phases.Contains(name)))
                defects.Add(at.Node, $"The question '{question.Name}' is for a phase '{unknown}' that there is not", Suggestion.For(unknown, phases));
        }
    }

    private static MethodPhase Phase(NamedValue entry, StageContext context)
    {
        var group = entry.Value.Group();
        var items = Items(group.Optional("deliverables"), MethodItemKind.Deliverable).Concat(Items(group.Optional("checklist"), MethodItemKind.Check)).ToList();
        var phase = new MethodPhase(entry.Key.Identifier(), group.Required("title").Text(), items)
        {
            Start = group.Optional("start") is { } start ? Gate(start.Group(), context) : null,
            Finish = group.Optional("finish") is { } finish ? Gate(finish.Group(), context) : null,
        };
        foreach (var twice in items.GroupBy(item => item.Name).Where(same => same.Count() > 1 && group.Node is not null))
            context.Defects.Add(group.Node!, $"'{twice.Key}' is a deliverable and a point of the checklist", "give one of them another name");
        group.Close();
        return phase;
    }

    private static IEnumerable<MethodItem> Items(YamlValue? section, MethodItemKind kind) =>
        section?.Named(1, MaxItems).Select(item => new MethodItem(item.Key.Identifier(), item.Value.Text(), kind)) ?? [];
}
