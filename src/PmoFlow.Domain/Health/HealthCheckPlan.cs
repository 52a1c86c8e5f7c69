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
    IReadOnlyList<Intake.FieldChoice>? Choices = null);

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
public sealed record RecoveryAction(string Title, Deadline Due);
