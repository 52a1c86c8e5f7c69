using System.Globalization;

namespace PmoFlow.Domain.Health;

/// <summary>A rating with the reason for it, rule by rule.</summary>
/// <param name="Rating">The worst that any rule gave; green where none applied; unknown where a required answer is missing.</param>
/// <param name="Trace">One sentence per rule that was looked at, what applied first.</param>
public sealed record HealthAssessment(HealthRating Rating, IReadOnlyList<string> Trace)
{
    /// <summary>Whether all that speaks is that somebody is silent, while a figure that is needed is missing.</summary>
    public bool RestsOnSilence { get; init; }

    /// <summary>Whether nothing that speaks is new: only silence, and figures that are too old.</summary>
    public bool RestsOnOldNews { get; init; }

    /// <summary>
    /// What it comes to where the lead says nothing either: silence and old news never make anything better than it was last rated.
    /// </summary>
    /// <param name="last">The last rating that was not unknown; unknown where there is none.</param>
    public HealthAssessment WhileSilent(HealthRating last) => RestsOnSilence || (RestsOnOldNews && Rating < last)
        ? this with { Rating = HealthRating.Unknown, Trace = ["Unknown: nobody says how it is, and the figures are missing or old. That something is overdue says nothing good.", .. Trace] }
        : this;

    /// <summary>The rating when nobody answered in time.</summary>
    /// <param name="due">By when.</param>
    /// <param name="last">The last rating that was not unknown; unknown where there is none.</param>
    /// <param name="period">What that one is of.</param>
    public static HealthAssessment NotAnswered(DateOnly due, HealthRating last = HealthRating.Unknown, string? period = null) =>
        new(HealthRating.Unknown,
        [
            string.Create(CultureInfo.InvariantCulture, $"Unknown because nobody answered by {due:yyyy-MM-dd}."),
            .. last == HealthRating.Unknown ? Array.Empty<string>() : [$"It was last rated {last.Label()}, for {period}; nobody has said otherwise."],
        ]);

    /// <summary>Rates answers by the rules in force on that day.</summary>
    /// <param name="plan">Questions and rules.</param>
    /// <param name="answers">Answers by question, in stored text form.</param>
    /// <param name="day">The day for which is rated.</param>
    public static HealthAssessment Of(HealthCheckPlan plan, IReadOnlyDictionary<string, string> answers, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(answers);
        var missing = plan.Questions.Where(q => q.Required && string.IsNullOrWhiteSpace(answers.GetValueOrDefault(q.Name))).ToList();
        if (missing.Count > 0)
            return new(HealthRating.Unknown, [.. missing.Select(q => $"Unknown because \"{q.Label}\" is not answered.")]);
        if (plan.RuleSets.Where(s => s.From <= day).MaxBy(s => s.From) is not { } rules)
            return new(HealthRating.Unknown, [$"Unknown because no rules are in force on {Text(day)}."]);

        var looked = rules.Rules.Select(rule => (Rule: rule, Applies: Applies(rule, answers))).ToList();
        var rating = looked.Where(l => l.Applies).Select(l => l.Rule.Gives).Append(HealthRating.Green).Max();
        return new(rating, [.. looked
            .OrderByDescending(l => l.Applies).ThenByDescending(l => l.Rule.Gives)
            .Select(l => Sentence(l.Rule, l.Applies, plan, answers, rules.From))]);
    }

    private static bool Applies(HealthRule rule, IReadOnlyDictionary<string, string> answers)
    {
        if (answers.GetValueOrDefault(rule.Question) is not { Length: > 0 } answer)
            return false;
        return rule.Test switch
        {
            HealthTest.AtLeast => Number(answer) >= Number(rule.Value),
            HealthTest.AtMost => Number(answer) <= Number(rule.Value),
            HealthTest.Is => answer == rule.Value,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string Sentence(
        HealthRule rule, bool applies, HealthCheckPlan plan, IReadOnlyDictionary<string, string> answers, DateOnly since)
    {
        var question = plan.Questions.First(q => q.Name == rule.Question);
        var answer = answers.GetValueOrDefault(rule.Question) is { Length: > 0 } given ? Said(question, given) : "not answered";
        var test = rule.Test switch { HealthTest.AtLeast => "≥ ", HealthTest.AtMost => "≤ ", _ => "" };
        return $"{(applies ? rule.Gives.Label() : "Not " + rule.Gives.Label())}: {question.Label} is {answer}; "
            + $"{rule.Gives.Label()} from {test}{Said(question, rule.Value)}, in force since {Text(since)}.";
    }

    private static string Said(HealthQuestion question, string value) =>
        question.Choices?.FirstOrDefault(c => c.Value == value)?.Label
        ?? (question.UnitLabel is { } unit ? $"{value} {unit}" : value);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
