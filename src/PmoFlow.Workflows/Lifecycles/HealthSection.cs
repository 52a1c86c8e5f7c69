using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The health check: how often, what is asked, how it is rated, what a red rating opens.</summary>
internal static class HealthSection
{
    private const int MaxQuestions = 50;
    private const int MaxRuleSets = 20;
    private const int MaxNames = 20;

    private static readonly IReadOnlyDictionary<string, HealthQuestionKind> Kinds = RegisteredNames.Of<HealthQuestionKind>();

    public static HealthCheckPlan Read(YamlGroup section, DefectList defects)
    {
        var every = section.Required("every").TimeLimit();
        var answer = Answer(section.Required("answer").Group(), every, defects);
        var questions = section.Required("questions").Named(1, MaxQuestions).Select(q => Question(q, defects)).ToList();
        var ruleSets = RuleSets(section.Required("rules"), questions, defects);
        var recovery = Recovery(section.Required("recovery").Group(), defects);
        var plan = new HealthCheckPlan(every, answer, questions, ruleSets, recovery)
        {
            Review = section.Optional("review") is { } review ? HealthOversightSection.Review(review.Group(), defects) : null,
            Metrics = section.Optional("metrics") is { } metrics ? HealthOversightSection.Sets(metrics, defects) : null,
            Raises = section.Optional("raises") is { } raises ? HealthOversightSection.Raises(raises.Group(), defects) : null,
            Ambers = section.Optional("ambers")?.Integer(2, 12),
        };
        section.Close();
        return plan;
    }

    private static Deadline Answer(YamlGroup group, TimeLimit every, DefectList defects)
    {
        var answer = DeadlineSection.Read(group, defects);
        if (every.Amount > 0 && TimeSpans.Longest(answer.Due) > TimeSpans.Shortest(every))
            defects.Add(group.Node!, $"An answer may come {answer.Due} later, but the next check begins after {every}", "let it be due before the next one");
        group.Close();
        return answer;
    }

    private static HealthQuestion Question(NamedValue entry, DefectList defects)
    {
        var group = entry.Value.Group();
        var kind = group.Required("kind").OneOf(Kinds);
        var question = new HealthQuestion(
            entry.Key.Identifier(),
            group.Required("label").Text(),
            kind ?? HealthQuestionKind.Text,
            group.Optional("required")?.YesNo() ?? true,
            group.Optional("help")?.Text(YamlValue.LongestText),
            group.Optional("unit")?.Text(),
            FormSection.Choices(group, kind is { } k ? k == HealthQuestionKind.Choice : null, defects))
        {
            Evidence = group.Optional("evidence")?.Text(),
            Methods = Names(group.Optional("methods")),
            Phases = Names(group.Optional("phases")),
        };
        if (question.UnitLabel is not null && kind is { } known && known != HealthQuestionKind.Number)
            defects.Add(entry.Key.Node!, $"'{question.Name}' has a unit but is no number", "remove the unit, or write 'kind: number'");
        group.Close();
        return question;
    }

    private static List<string>? Names(YamlValue? list) => list?.Items(1, MaxNames).Select(item => item.Identifier()).ToList();

    private static List<HealthRuleSet> RuleSets(YamlValue section, List<HealthQuestion> questions, DefectList defects)
    {
        var sets = new List<HealthRuleSet>();
        foreach (var item in section.Items(1, MaxRuleSets))
        {
            var group = item.Group();
            var from = group.Required("from");
            var day = from.Day();
            if (day != default && sets.Count > 0 && day <= sets[^1].From)
                defects.Add(from.Node!, $"Rules from {day:yyyy-MM-dd} stand behind rules from {sets[^1].From:yyyy-MM-dd}", "write rule sets in the order of their days, each day once");
            sets.Add(new HealthRuleSet(day, HealthRuleSection.Read(group.Required("ratings"), questions, defects)));
            group.Close();
        }
        return sets;
    }

    private static RecoveryAction Recovery(YamlGroup group, DefectList defects)
    {
        var recovery = new RecoveryAction(group.Required("title").Text(), DeadlineSection.Read(group, defects))
        {
            Review = group.Optional("review")?.TimeLimit(),
        };
        group.Close();
        return recovery;
    }
}
