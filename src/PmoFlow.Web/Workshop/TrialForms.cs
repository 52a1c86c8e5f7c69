using System.Globalization;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Web.Workshop;

/// <summary>The form of a trial: a sample for each field, and what was typed.</summary>
internal static class TrialForms
{
    /// <summary>What stands in the form before anything is typed.</summary>
    public static Dictionary<string, string> Sample(Lifecycle lifecycle, DateTimeOffset now)
    {
        var typed = new Dictionary<string, string> { ["title"] = "A made-up request" };
        foreach (var field in lifecycle.Form.Fields)
        {
            if (Value(field, now) is { } value)
                typed[$"fields.{field.Name}"] = value;
        }
        return typed;
    }

    /// <summary>How each behaves, as the form says.</summary>
    public static Dictionary<string, TrialBehaviour> People(FormBody form, Lifecycle lifecycle) => TrialRole.Of(lifecycle).DistinctBy(role => role.Key).ToDictionary(
        role => role.Key,
        role => new TrialBehaviour(
            ChoiceWords.Read<TrialAct>(form[$"act.{role.Key}"]) is { } act && role.Acts.Contains(act) ? act : role.Acts[0],
            int.TryParse(form[$"after.{role.Key}"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var after) ? after : role.After));

    /// <summary>What somebody does, in words.</summary>
    public static string Label(TrialAct act) => act switch
    {
        TrialAct.Silent => "never does",
        TrialAct.Qualify => "qualifies it",
        TrialAct.Decline => "declines",
        TrialAct.Ask => "asks the requester, then qualifies it",
        TrialAct.Defer => "defers it by a month, then qualifies it",
        TrialAct.Score => "scores it in the middle",
        TrialAct.Approve => "approves",
        TrialAct.ApproveOnCondition => "approves on a condition",
        TrialAct.Delegate => "gives the seat to somebody else",
        TrialAct.Answer => "answers",
        TrialAct.AnswerWell => "answers: all is well",
        TrialAct.AnswerBadly => "answers: it goes badly",
        TrialAct.Withdraw => "takes the request back",
        TrialAct.Close => "closes it",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string? Value(FormField field, DateTimeOffset now) => field.Kind switch
    {
        FieldKind.Choice => field.Choices![0].Value,
        FieldKind.Money => Number(field, 120_000),
        FieldKind.Number => Number(field, 1),
        FieldKind.Date => (field.Earliest is { } earliest && earliest > InHalfAYear(now) ? earliest : InHalfAYear(now)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldKind.YesNo => field.Required ? "false" : null,
        FieldKind.Text when field.Required => field.Format switch
        {
            TextFormat.Email => "toni.trial@example.org",
            TextFormat.Url => "https://example.org/",
            _ => "Made up",
        },
        FieldKind.Paragraph when field.Required => "Made up.",
        FieldKind.File when field.Required => $"sample.{field.Files!.Types[0]}",
        _ => null,
    };

    private static string Number(FormField field, decimal usual) =>
        Math.Clamp(usual, field.Minimum ?? decimal.MinValue, field.Maximum ?? decimal.MaxValue).ToString(CultureInfo.InvariantCulture);

    private static DateOnly InHalfAYear(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).AddMonths(6);
}
