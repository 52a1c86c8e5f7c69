using System.Globalization;
using PmoFlow.Domain.Health;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>Rules such as <c>{ question: budget, atLeast: 10, gives: red }</c>, each fitting its question.</summary>
internal static class HealthRuleSection
{
    private const int MaxRules = 100;
    private const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>Green is what remains where no rule applies, unknown what nobody answered: no rule gives them.</summary>
    private static readonly IReadOnlyDictionary<string, HealthRating> Ratings =
        RegisteredNames.Of(but: [HealthRating.Unknown, HealthRating.Green]);

    private static readonly IReadOnlyDictionary<string, HealthTest> Tests = RegisteredNames.Of<HealthTest>();

    public static IReadOnlyList<HealthRule> Read(YamlValue section, IReadOnlyList<HealthQuestion> questions, DefectList defects)
    {
        var rules = new List<HealthRule>();
        foreach (var item in section.Items(1, MaxRules))
        {
            var group = item.Group();
            if (Rule(group, questions, defects) is { } rule)
            {
                if (rules.Exists(r => r with { Gives = rule.Gives } == rule))
                    defects.Add(group.Node!, $"There is such a rule for '{rule.Question}' already", "keep one of the two");
                rules.Add(rule);
            }
            group.Close();
        }
        return rules;
    }

    private static HealthRule? Rule(YamlGroup group, IReadOnlyList<HealthQuestion> questions, DefectList defects)
    {
        var name = group.Required("question");
        var gives = group.Required("gives").OneOf(Ratings);
        var tests = Tests.Select(t => (Test: t.Value, Value: group.Optional(t.Key))).Where(t => t.Value is not null).ToList();
        if (group.Node is null)
            return null;
        if (tests.Count != 1)
        {
            defects.Add(group.Node, $"A rule has {(tests.Count == 0 ? "no comparison" : "several comparisons")}", "give it one of: atLeast, atMost, is");
            return null;
        }
        if (name.Identifier() is not { Length: > 0 } asked)
            return null;
        if (questions.FirstOrDefault(q => q.Name == asked) is not { } question)
        {
            defects.Add(name.Node!, $"A rule reads the question '{asked}', which is not asked", Suggestion.For(asked, questions.Select(q => q.Name)));
            return null;
        }
        var (test, value) = tests[0];
        return Compared(question, test, value!, defects) is { } compared && gives is { } rating
            ? new HealthRule(asked, test, compared, rating)
            : null;
    }

    /// <summary>What an answer is compared with, in stored form; null where that does not fit the question.</summary>
    private static string? Compared(HealthQuestion question, HealthTest test, YamlValue value, DefectList defects)
    {
        if (value.Node is not { } at)
            return null;
        switch (question.Kind, test)
        {
            case (HealthQuestionKind.Number, HealthTest.AtLeast or HealthTest.AtMost):
                return value.Number(-Largest, Largest).ToString("0.############################", CultureInfo.InvariantCulture);
            case (HealthQuestionKind.Choice, HealthTest.Is):
                if (value.Identifier() is not { Length: > 0 } choice)
                    return null;
                if (question.Choices!.Any(c => c.Value == choice))
                    return choice;
                defects.Add(at, $"'{question.Name}' cannot be answered with '{choice}'", Suggestion.For(choice, question.Choices!.Select(c => c.Value)));
                return null;
            case (HealthQuestionKind.Number, _):
                defects.Add(at, $"'{question.Name}' is a number", "compare it with atLeast or atMost");
                return null;
            case (HealthQuestionKind.Choice, _):
                defects.Add(at, $"'{question.Name}' is a choice", "compare it with 'is'");
                return null;
            default:
                defects.Add(at, $"'{question.Name}' is answered in words, which no rule can read", "ask it as a number or a choice");
                return null;
        }
    }
}
