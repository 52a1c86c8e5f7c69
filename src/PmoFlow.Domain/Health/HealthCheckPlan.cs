using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Health;

/// <summary>What a project's lead is asked, how often, and how the answers become a rating.</summary>
/// <param name="Every">From one check to the next.</param>
/// <param name="Answer">By when it must be answered; unanswered, the rating is unknown.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="RuleSets">How it is rated, each from a day on.</param>
/// <param name="Recovery">The action that a red rating opens.</param>
public sealed record HealthCheckPlan(
    TimeLimit Every,
    Deadline Answer,
    IReadOnlyList<HealthQuestion> Questions,
    IReadOnlyList<HealthRuleSet> RuleSets,
    RecoveryAction Recovery)
{
    /// <summary>Who looks at it beside the lead; null where nobody does.</summary>
    public HealthReviewPlan? Review { get; init; }

    /// <summary>Rules about the project's figures; null where its figures are not rated.</summary>
    public IReadOnlyList<MetricRuleSet>? Metrics { get; init; }

    /// <summary>What raises a check besides the calendar; null where nothing does.</summary>
    public HealthRaises? Raises { get; init; }

    /// <summary>How many ambers in a row are escalated to who leads the unit; null where none are.</summary>
    public int? Ambers { get; init; }

    /// <summary>What a project of that method is asked in that phase, with the rules that read those answers.</summary>
    public HealthCheckPlan For(string? method, string? phase)
    {
        var asked = Questions.Where(question => question.IsFor(method, phase)).ToList();
        return asked.Count == Questions.Count ? this : this with
        {
            Questions = asked,
            RuleSets = [.. RuleSets.Select(set => set with { Rules = [.. set.Rules.Where(rule => asked.Exists(q => q.Name == rule.Question))] })],
        };
    }

    /// <summary>
    /// When the next check is asked. Checks keep the distance of the plan from the project's start, whatever day the last one was
    /// answered, so that no month goes without; what has passed meanwhile is not asked any more. Each is asked at the last opening of
    /// the office before it is due, so never later than promised.
    /// </summary>
    /// <param name="now">UTC.</param>
    /// <param name="start">When the project began, UTC.</param>
    /// <param name="number">Of the check, from 1.</param>
    /// <param name="calendar">The office's.</param>
    public DateTimeOffset NextAfter(DateTimeOffset now, DateTimeOffset start, int number, BusinessCalendar calendar)
    {
        return Cadence.NextAfter(Every, now, start, number, calendar);
    }
}

/// <summary>One question of a health check.</summary>
/// <param name="Name">Stable: <c>budget</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="Kind">What an answer looks like.</param>
/// <param name="Required">Without an answer there is no rating but unknown.</param>
/// <param name="Help">One sentence below the label.</param>
/// <param name="UnitLabel">What a number counts: <c>days</c>, <c>%</c>.</param>
/// <param name="Choices">The possible answers of a choice, as value and label.</param>
public sealed record HealthQuestion(
    string Name,
    string Label,
    HealthQuestionKind Kind,
    bool Required = true,
    string? Help = null,
    string? UnitLabel = null,
    IReadOnlyList<Intake.FieldChoice>? Choices = null)
{
    /// <summary>What shows that the answer is so, such as a link; null where none is asked for.</summary>
    public string? Evidence { get; init; }

    /// <summary>Asked only of projects that follow one of these methods; null for all.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>Asked only in one of these phases; null for all.</summary>
    public IReadOnlyList<string>? Phases { get; init; }

    /// <summary>Whether a project of that method is asked it in that phase.</summary>
    public bool IsFor(string? method, string? phase) =>
        (Methods is null || (method is not null && Methods.Contains(method))) && (Phases is null || (phase is not null && Phases.Contains(phase)));
}

/// <summary>What an answer looks like.</summary>
public enum HealthQuestionKind
{
    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>One of the choices.</summary>
    Choice,

    /// <summary>Words; no rule reads them.</summary>
    Text,
}

/// <summary>Rules in force from a day on, until a later set begins.</summary>
public sealed record HealthRuleSet(DateOnly From, IReadOnlyList<HealthRule> Rules);

/// <summary>If an answer is so, the rating is at best that. The worst that applies counts; where none applies, it is green.</summary>
/// <param name="Question">Whose answer it reads.</param>
/// <param name="Test">How it compares.</param>
/// <param name="Value">With what: a number, or a choice's value.</param>
/// <param name="Gives">The rating it gives.</param>
public sealed record HealthRule(string Question, HealthTest Test, string Value, HealthRating Gives);

/// <summary>How a rule compares an answer.</summary>
public enum HealthTest
{
    /// <summary>The number is that or more.</summary>
    AtLeast,

    /// <summary>The number is that or less.</summary>
    AtMost,

    /// <summary>The choice is that one.</summary>
    Is,
}

/// <summary>What a red rating opens.</summary>
/// <param name="Title">What is to be done.</param>
/// <param name="Due">By when, and when its owner is reminded.</param>
public sealed record RecoveryAction(string Title, Deadline Due)
{
    /// <summary>How long after the red rating a further check looks whether it helped; null where none does.</summary>
    public TimeLimit? Review { get; init; }
}
