using System.Globalization;
using PmoFlow.Domain.Health;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Answers to a health check that its rules rate as well, or as badly, as they can.</summary>
internal static class HealthAnswers
{
    public static Dictionary<string, string> Of(HealthCheckPlan plan, bool good)
    {
        var rules = plan.RuleSets.SelectMany(set => set.Rules).ToList();
        return plan.Questions.ToDictionary(question => question.Name, question =>
        {
            var own = rules.Where(rule => rule.Question == question.Name).ToList();
            return question.Kind switch
            {
                HealthQuestionKind.Number => Number(own, good).ToString(CultureInfo.InvariantCulture),
                HealthQuestionKind.Choice => Choice(question, own, good),
                _ => good ? "All is well." : "It goes badly.",
            };
        });
    }

    private static decimal Number(List<HealthRule> rules, bool good)
    {
        var atLeast = rules.Where(rule => rule.Test == HealthTest.AtLeast).Select(rule => decimal.Parse(rule.Value, CultureInfo.InvariantCulture)).ToList();
        var atMost = rules.Where(rule => rule.Test == HealthTest.AtMost).Select(rule => decimal.Parse(rule.Value, CultureInfo.InvariantCulture)).ToList();
        if (!good)
            return atLeast.Count > 0 ? atLeast.Max() : atMost.Count > 0 ? atMost.Min() : 0;
        // Above what "at most" complains of, below what "at least" complains of.
        return atMost.Count > 0 ? atMost.Max() + 1 : atLeast.Count > 0 ? Math.Min(0, atLeast.Min() - 1) : 0;
    }

    private static string Choice(HealthQuestion question, List<HealthRule> rules, bool good)
    {
        var choices = question.Choices ?? [];
        var worst = rules.Where(rule => rule.Test == HealthTest.Is).OrderByDescending(rule => rule.Gives).FirstOrDefault()?.Value;
        return good
            ? choices.Select(choice => choice.Value).FirstOrDefault(value => rules.TrueForAll(rule => rule.Value != value)) ?? choices[0].Value
            : worst ?? choices[^1].Value;
    }
}
