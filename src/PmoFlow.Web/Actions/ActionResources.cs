using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Health;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Actions;

/// <summary>
/// An improvement action. <c>predicts</c> is the change that it is to bring; on the due date the figure is measured again: the action is
/// done, or open again (<c>round</c> counts that). <c>effects</c> holds each measurement with both figures.
/// </summary>
internal sealed record ActionResource(
    string Id, string Title, string Project, string ProjectName, string Unit, string Owner, string OwnerName, string Because,
    DateTimeOffset OpenedAt, DateTimeOffset Due, string State, string? Note, string? ClosedBy, DateTimeOffset? ClosedAt,
    string Source, PredictionResource? Predicts, bool? Worked, int Round, IReadOnlyList<EffectResource> Effects)
{
    public static ActionResource Of(ActionRecord action) => new(
        action.Id.Value, action.Title, action.Project.Value, action.ProjectName, action.Unit.Value, action.Owner, action.OwnerName, action.Because,
        action.OpenedAt, action.Due, Words.Stable(action.State), action.Note, action.ClosedBy, action.ClosedAt,
        Words.Stable(action.Source), action.Predicts is null ? null : PredictionResource.Of(action.Predicts), action.Worked, action.Round,
        [.. action.Effects.Select(effect => new EffectResource(effect.At, effect.Due, effect.Before, effect.After, effect.Said))]);
}

/// <summary>A figure and what it is to be: <c>test</c> is <c>below</c>, <c>at-most</c>, <c>above</c> or <c>at-least</c>.</summary>
internal sealed record PredictionResource(string? Metric, string? Test, decimal? Value, decimal? Before)
{
    public static PredictionResource Of(ActionPrediction predicts) => new(predicts.Metric, Words.Stable(predicts.Test), predicts.Value, predicts.Before);
}

/// <summary>A measurement; <c>after</c> is null where nobody knew the figure.</summary>
internal sealed record EffectResource(DateTimeOffset At, DateTimeOffset Due, decimal? Before, decimal? After, bool? Worked);

/// <summary>An action to be opened; <c>source</c> is <c>hand</c>, <c>report</c> or <c>lesson</c>.</summary>
internal sealed record ActionOpeningResource(
    string? Title, string? Because, string? OwnerEmail, DateOnly? Due, PredictionResource? Predicts, string? Source)
{
    public Workflows.Actions.ActionContent ToContent() => new(Title, Because, OwnerEmail, Due, Predicts?.Metric,
        Answers.ChoiceWords.Read<MetricTest>(Predicts?.Test), Predicts?.Value, Answers.ChoiceWords.Read<ActionSource>(Source) ?? ActionSource.Hand);
}

/// <summary>How it is closed: <c>done</c> or <c>dropped</c>, and what was done or why it was dropped.</summary>
internal sealed record ActionClosing(string? State, string? Note);
