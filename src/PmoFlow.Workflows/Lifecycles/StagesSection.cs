using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The stages, each under its name.</summary>
internal static class StagesSection
{
    private const int MaxStages = 50;

    private static readonly IReadOnlyDictionary<string, RequestOutcome> Outcomes = RegisteredNames.Of(but: [RequestOutcome.Open, RequestOutcome.Merged, RequestOutcome.Stopped]);

    private delegate LifecycleStage StageReader(string name, string title, YamlGroup group, StageReferences references, StageContext context);

    private static readonly Dictionary<string, StageReader> Kinds = new()
    {
        ["screening"] = Screening,
        ["scoring"] = Scoring,
        ["approval"] = Approval,
        ["delivery"] = Delivery,
        ["end"] = End,
    };

    public static IReadOnlyList<LifecycleStage> Read(YamlValue section, YamlValue start, YamlValue withdrawn, StageContext context)
    {
        var defects = context.Defects;
        var references = new StageReferences();
        references.Read(start);
        references.Read(withdrawn);
        var entries = section.Named(2, MaxStages);
        if (entries.Count == 0)
            return [];
        var stages = entries.Select(e => (Stage: Stage(e, references, context), At: e.Key.Node!)).ToList();
        var known = references.Check([.. entries.Select(e => ((YamlNode.Scalar)e.Key.Node!).Text)], defects);
        if (known && stages.TrueForAll(s => s.Stage is not null))
            StageGraph.Check([.. stages.Select(s => (s.Stage!, s.At))], start, withdrawn, defects);
        return [.. stages.Select(s => s.Stage).OfType<LifecycleStage>()];
    }

    /// <summary>The stage, or null where its kind is unknown.</summary>
    private static LifecycleStage? Stage(NamedValue entry, StageReferences references, StageContext context)
    {
        var group = entry.Value.Group();
        if (!group.Required("kind").IsRegistered(Kinds, out var read))
            return null;
        var stage = read(entry.Key.Identifier(), group.Required("title").Text(), group, references, context);
        group.Close();
        return stage;
    }

    private static LifecycleStage.Screening Screening(
        string name, string title, YamlGroup group, StageReferences references, StageContext context)
    {
        var serviceLevel = group.Required("serviceLevel").TimeLimit();
        var information = group.Required("information").Group();
        var deadline = DeadlineSection.Read(information, context.Defects);
        information.Close();
        var next = group.Required("next").Group();
        var screening = new LifecycleStage.Screening(
            name, title, serviceLevel, deadline,
            InformationExpired: references.Read(next.Required("unanswered")),
            Qualified: references.Read(next.Required("qualified")),
            Declined: references.Read(next.Required("declined")));
        next.Close();
        return ScreeningSection.Read(screening, group, context);
    }

    private static LifecycleStage.Scoring Scoring(string name, string title, YamlGroup group, StageReferences references, StageContext context)
    {
        if (!context.HasScoring && group.Node is not null)
            context.Defects.Add(group.Node, "A stage scores, but the file has no section 'scoring'", "add one, or remove the stage");
        var serviceLevel = group.Required("serviceLevel").TimeLimit();
        var next = group.Required("next").Group();
        var scoring = new LifecycleStage.Scoring(name, title, serviceLevel, references.Read(next.Required("scored")));
        next.Close();
        return scoring;
    }

    private static LifecycleStage.Approval Approval(string name, string title, YamlGroup group, StageReferences references, StageContext context)
    {
        var (gate, several, order) = ((GatePolicy?)null, (IReadOnlyList<StageGate>?)null, (GateOrder?)null);
        if (group.Optional("gates") is { } gates)
            (several, order) = GateSection.ReadSeveral(group, gates, context.Seats, context.Defects);
        else
            gate = GateSection.Read(group, context.Seats, context.Defects);
        var releases = group.Optional("releases")?.Number(1, 100);
        var next = group.Required("next").Group();
        var (approved, declined) = (references.Read(next.Required("approved")), references.Read(next.Required("declined")));
        var recalled = next.Optional("recalled") is { } back ? references.Read(back) : null;
        next.Close();
        if (approved.Length > 0 && approved == declined)
            context.Defects.Add(next.Node!, "Approved and declined lead to the same stage: the gate decides nothing", "let them lead to different ones");
        return new LifecycleStage.Approval(name, title, approved, declined, gate)
        {
            Gates = several,
            Order = order,
            Releases = releases,
            Recalled = recalled,
        };
    }

    private static LifecycleStage.Delivery Delivery(string name, string title, YamlGroup group, StageReferences references, StageContext context)
    {
        var plan = HealthSection.Read(group.Required("healthCheck").Group(), context.Defects);
        var status = group.Optional("status") is { } reports ? StatusSection.Read(reports.Group(), context.Defects) : null;
        var methods = group.Optional("methods") is { } ways ? MethodSection.Read(ways, context) : null;
        MethodSection.Check(plan, methods, group, context.Defects);
        var changes = group.Optional("changes") is { } change ? MethodSection.Gate(change.Group(), context) : null;
        var closure = group.Optional("closure") is { } end ? ClosureSection.Read(end.Group(), context) : null;
        var next = group.Required("next").Group();
        var delivery = new LifecycleStage.Delivery(name, title, plan, references.Read(next.Required("completed")))
        {
            Status = status,
            Methods = methods,
            Changes = changes,
            Closure = closure,
        };
        next.Close();
        return delivery;
    }

    private static LifecycleStage.End End(string name, string title, YamlGroup group, StageReferences references, StageContext context) =>
        new(name, title, group.Required("outcome").OneOf(Outcomes) ?? RequestOutcome.Completed);
}
