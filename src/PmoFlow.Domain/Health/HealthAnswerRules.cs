using PmoFlow.Domain.Intake;

namespace PmoFlow.Domain.Health;

/// <summary>Whether what was typed into a health check answers it.</summary>
public static class HealthAnswerRules
{
    /// <summary>
    /// The answers in stored form by question, or every error beside its question as <c>answers.budget</c>. What was left empty is
    /// absent; a question that the plan does not have is refused by its name.
    /// </summary>
    public static Outcome<IReadOnlyDictionary<string, string>> Validate(
        HealthCheckPlan plan, IReadOnlyDictionary<string, string>? answers)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var given = answers ?? new Dictionary<string, string>();
        var (stored, errors) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<FieldError>());
        foreach (var question in plan.Questions)
        {
            var (answer, problem) = FieldAnswer.Read(AsField(question), given.GetValueOrDefault(question.Name) ?? "");
            if (problem is not null)
                errors.Add(new($"answers.{question.Name}", problem));
            else if (answer is not null)
                stored[question.Name] = answer;
        }
        errors.AddRange(given.Keys.Where(name => plan.Questions.All(q => q.Name != name))
            .Select(name => UnknownName.Error("answers", name, "This health check has no question")));
        return errors.Count > 0
            ? new Refusal.Invalid(errors)
            : new Outcome<IReadOnlyDictionary<string, string>>.Done(stored);
    }

    private static FormField AsField(HealthQuestion question) => new(
        question.Name,
        question.Label,
        question.Kind switch
        {
            HealthQuestionKind.Number => FieldKind.Number,
            HealthQuestionKind.Choice => FieldKind.Choice,
            HealthQuestionKind.Text => FieldKind.Paragraph,
            _ => throw new System.Diagnostics.UnreachableException(),
        },
        question.Required,
        Choices: question.Choices);
}
