using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>What looks at a project's health besides its lead: a reviewer, rules about figures, and what raises a check.</summary>
internal static class HealthOversightSection
{
    private const int MaxSets = 50;
    private const int MaxRules = 100;
    private const int MaxTriggers = 20;
    private const decimal Largest = 1_000_000_000m;

    private static readonly IReadOnlyDictionary<string, Role> Roles = RegisteredNames.Of(but: [Role.Requester]);

    private static readonly IReadOnlyDictionary<string, MetricTest> Tests = RegisteredNames.Of<MetricTest>();

    private static readonly IReadOnlyDictionary<string, HealthRating> Ratings =
        RegisteredNames.Of(but: [HealthRating.Unknown, HealthRating.Green]);

    private static readonly IReadOnlyDictionary<string, string> Metrics = ProjectMetrics.Known.Keys.ToDictionary(name => name);

    public static HealthReviewPlan Review(YamlGroup group, DefectList defects)
    {
        var by = group.Required("by").OneOf(Roles) ?? Role.Analyst;
        var every = group.Optional("every")?.Integer(1, 100) ?? 1;
        var answer = DeadlineSection.Read(group, defects);
        group.Close();
        return new(by, answer, every);
    }

    public static IReadOnlyList<MetricRuleSet> Sets(YamlValue section, DefectList defects)
    {
        var sets = new List<MetricRuleSet>();
        foreach (var item in section.Items(1, MaxSets))
        {
            var group = item.Group();
            var from = group.Required("from");
            var unit = group.Optional("unit")?.Identifier() is { Length: > 0 } name ? new UnitId(name) : (UnitId?)null;
            var set = new MetricRuleSet(from.Day(), [.. group.Required("ratings").Items(1, MaxRules).Select(rule => Rule(rule, defects)).OfType<MetricRule>()]) { Unit = unit };
            if (group.Node is { } at && sets.Exists(other => other.Unit == set.Unit && other.From >= set.From))
                defects.Add(at, "These rules do not begin after those before them", "write sets of one unit in the order of their days, each day once");
            sets.Add(set);
            group.Close();
        }
        return sets;
    }

    public static HealthRaises Raises(YamlGroup group, DefectList defects)
    {
        var quiet = group.Required("quiet").TimeLimit();
        var triggers = new List<HealthTrigger>();
        foreach (var item in group.Required("when").Items(1, MaxTriggers))
        {
            var one = item.Group();
            if (Compared(one, defects) is var (metric, test, value))
            {
                if (triggers.Exists(trigger => trigger.Metric == metric))
                    defects.Add(one.Node!, $"'{metric}' raises a check already", "name each figure once");
                triggers.Add(new(metric, test, value));
            }
            one.Close();
        }
        group.Close();
        return new(triggers, quiet);
    }

    private static MetricRule? Rule(YamlValue item, DefectList defects)
    {
        var group = item.Group();
        var gives = group.Required("gives").OneOf(Ratings);
        var required = group.Optional("required")?.YesNo() ?? true;
        var compared = Compared(group, defects);
        group.Close();
        return compared is var (metric, test, value) && gives is { } rating ? new(metric, test, value, rating, required) : null;
    }

    private static (string Metric, MetricTest Test, decimal Value)? Compared(YamlGroup group, DefectList defects)
    {
        var isKnown = group.Required("metric").IsRegistered(Metrics, out var metric);
        var tests = Tests.Select(t => (Test: t.Value, Value: group.Optional(t.Key))).Where(t => t.Value is not null).ToList();
        if (group.Node is null)
            return null;
        if (tests.Count != 1)
        {
            defects.Add(group.Node, $"It has {(tests.Count == 0 ? "no comparison" : "several comparisons")}", $"give it one of: {string.Join(", ", Tests.Keys)}");
            return null;
        }
        var value = tests[0].Value!.Number(-Largest, Largest);
        return isKnown ? (metric!, tests[0].Test, value) : null;
    }
}
