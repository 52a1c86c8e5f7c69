using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;

namespace PmoFlow.Workflows.Approvals;

/// <summary>What somebody says at a gate, as they typed it.</summary>
/// <param name="Decision">What; null where nothing was chosen.</param>
/// <param name="Comment">Why; needed where it is declined.</param>
/// <param name="Conditions">What must be done, a condition per line; only with an approval.</param>
/// <param name="ConditionsDue">By which day.</param>
public sealed record DecisionWords(Decision? Decision, string? Comment, string? Conditions = null, string? ConditionsDue = null)
{
    /// <summary>The most conditions of one decision: each becomes an improvement action.</summary>
    public const int MostConditions = 10;

    /// <summary>When they said what they change with this, UTC; null where they decide for the first time.</summary>
    public DateTimeOffset? Changes { get; init; }

    /// <summary>What is stored, or what is wrong with it.</summary>
    public Outcome<Decided> Check()
    {
        if (Decision is not { } said)
            return new Refusal.Invalid([new FieldError("decision", "Choose whether you approve or decline.")]);
        var errors = new List<FieldError>();
        var words = AnswerText.Paragraph(Comment ?? "", RequestContent.MaxDescription, out var problem);
        if (problem is not null)
            errors.Add(new("comment", problem));
        else if (said == Domain.Approvals.Decision.Decline && words.Length == 0)
            errors.Add(new("comment", "Say why you decline: the requester will read it."));
        var (conditions, due) = (Lines(errors), Due(errors));
        if (said == Domain.Approvals.Decision.Decline && conditions.Count > 0)
            errors.Add(new("conditions", "Conditions belong to an approval. Approve on them, or decline and say so in the comment."));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        return new Decided(0, said, words.Length == 0 ? null : words)
        {
            Conditions = conditions.Count > 0 ? conditions : null,
            ConditionsDue = conditions.Count > 0 ? due : null,
            Changes = Changes,
        };
    }

    private List<string> Lines(List<FieldError> errors)
    {
        var lines = new List<string>();
        foreach (var line in (Conditions ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            lines.Add(AnswerText.Line(line, RequestContent.MaxTitle, out var problem));
            if (problem is not null && errors.TrueForAll(error => error.Field != "conditions"))
                errors.Add(new("conditions", problem));
        }
        if (lines.Count > MostConditions)
            errors.Add(new("conditions", $"Name at most {MostConditions} conditions, one per line."));
        return lines;
    }

    private DateOnly? Due(List<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(ConditionsDue))
            return null;
        if (AnswerText.Day(ConditionsDue.Trim()) is { } day)
            return day;
        errors.Add(new("conditionsDue", "Give a day as year-month-day, such as 2026-11-23."));
        return null;
    }
}
