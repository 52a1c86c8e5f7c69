using System.Globalization;
using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>What a delivery says of its health checks and status reports, in words.</summary>
internal static class HealthFacts
{
    public static IEnumerable<LifecycleFact> Of(LifecycleStage.Delivery stage, string part, string title)
    {
        var health = stage.HealthCheck;
        return LifecycleFacts.Of(part, title,
                ("health check every", health.Every.ToString()), ("lead answers within", GateWords.Times(health.Answer)),
                ("red opens", $"{health.Recovery.Title}, due after {GateWords.Times(health.Recovery.Due)}"),
                ("recovery looked at after", health.Recovery.Review?.ToString()),
                ("reviewed by", health.Review is { } review ? $"{review.By}, each {review.Every} checks, within {GateWords.Times(review.Answer)}" : null),
                ("checks raised when", health.Raises is { } raises ? string.Join("; ", raises.When.Select(t => $"{t.Metric} {t.Test.Sign()} {Exact(t.Value)}")) : null),
                ("no raised check for", health.Raises?.Quiet.ToString()),
                ("ambers in a row that are escalated", health.Ambers is { } ambers ? Exact(ambers) : null),
                ("status report every", stage.Status?.Every.ToString()), ("report sent within", stage.Status is { } sent ? GateWords.Times(sent.Report) : null),
                ("late report escalated after", stage.Status?.Escalate.ToString()))
            .Concat(DeliveryFacts.Of(stage))
            .Concat(health.Questions.SelectMany((question, at) => Question(question, at + 1)))
            .Concat(health.RuleSets.SelectMany(set => LifecycleFacts.Of($"rules:{set.From:yyyy-MM-dd}", $"Ratings from {set.From:yyyy-MM-dd}",
                ("rules", string.Join("; ", set.Rules.Select(Rule))))))
            .Concat((health.Metrics ?? []).SelectMany(set => LifecycleFacts.Of($"figures:{set.Unit}/{set.From:yyyy-MM-dd}",
                $"Ratings of figures from {set.From:yyyy-MM-dd}{(set.Unit is { } unit ? $" for {unit}" : "")}", ("rules", string.Join("; ", set.Rules.Select(Rule))))));
    }

    private static IEnumerable<LifecycleFact> Question(HealthQuestion question, int place) => LifecycleFacts.Of("question:" + question.Name, $"Question {question.Label}",
        ("label", question.Label), ("place", Exact(place)), ("kind", question.Kind.ToString()), ("required", question.Required ? "yes" : "no"),
        ("help", question.Help), ("unit", question.UnitLabel),
        ("choices", question.Choices is null ? null : string.Join(", ", question.Choices.Select(choice => $"{choice.Value} ({choice.Label})"))),
        ("evidence", question.Evidence), ("asked of methods", List(question.Methods)), ("asked in phases", List(question.Phases)));

    private static string Rule(HealthRule rule) => $"{rule.Question} {rule.Test switch
    {
        HealthTest.AtLeast => "at least",
        HealthTest.AtMost => "at most",
        _ => "is",
    }} {rule.Value}: {rule.Gives}";

    private static string Rule(MetricRule rule) =>
        $"{rule.Metric} {rule.Test.Sign()} {Exact(rule.Value)}: {rule.Gives}{(rule.Required ? "" : " (where it is known)")}";

    private static string? List(IReadOnlyList<string>? names) => names is null ? null : string.Join(", ", names);

    private static string Exact(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
