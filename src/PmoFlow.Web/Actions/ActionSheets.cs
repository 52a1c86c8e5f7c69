using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Web.Design;
using PmoFlow.Web.Export;

namespace PmoFlow.Web.Actions;

/// <summary>Improvement actions to take away.</summary>
internal static class ActionSheets
{
    private static readonly string[] Headings =
    [
        "Number", "Action", "Project number", "Project", "Unit", "Owner", "Owner's address", "From", "Because", "Opened", "Due", "State", "Closed", "Note",
        "To change", "Test", "Value", "Before", "Last measured", "Measured on", "Worked", "Opened again",
    ];

    public static Sheet Of(string name, IEnumerable<ActionRecord> actions) => new(name, Headings, actions.Select(Row));

    public static Sheet Of(string name, IReadOnlyList<IReadOnlyList<object?>> rows) => new(name, Headings, rows);

    public static IReadOnlyList<object?> Row(ActionRecord action)
    {
        var last = action.Effects.LastOrDefault();
        return
        [
            action.Id.Value, action.Title, action.Project.Value, action.ProjectName, action.Unit.Value, action.OwnerName, action.Owner, SourceWords.Of(action.Source),
            action.Because, action.OpenedAt, action.Due, Words.Stable(action.State), action.ClosedAt, action.Note,
            action.Predicts is { } predicts ? ProjectMetrics.Known[predicts.Metric].Label : null, action.Predicts is { } tested ? Words.Stable(tested.Test) : null,
            action.Predicts?.Value, action.Predicts?.Before, last?.After, last?.At, TakeAway.Word(action.Worked), action.Round,
        ];
    }
}
