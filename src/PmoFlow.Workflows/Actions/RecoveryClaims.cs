using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Health;

namespace PmoFlow.Workflows.Actions;

/// <summary>Which action is a project's recovery for a figure: of two red checks at one moment only one opens it.</summary>
internal sealed class RecoveryClaims(ProjectLedger projects, ActionLedger actions)
{
    /// <summary>Claims it for a new action, unless another that is followed up, or is just being opened, has it. Safe to repeat.</summary>
    /// <returns>Whose it is: the new one's, or the other's.</returns>
    public async Task<ActionId> Claim(ProjectId project, string? metric, ActionId id, CancellationToken cancellation)
    {
        var figure = metric ?? "";
        var before = await projects.Document(project, HealthTables.Alarms, HealthTables.AlarmsRow, cancellation) ?? HealthAlarms.None;
        var held = before.Recoveries.GetValueOrDefault(figure);
        if (held is not null && held != id.Value && await actions.Find(new(held), cancellation) is null or { IsFollowed: true })
            return new(held);
        var changed = await projects.Change(project, $"claim|{id}", HealthTables.Alarms, HealthTables.AlarmsRow, (_, stands) =>
            (stands ?? HealthAlarms.None) is var alarms && alarms.Recoveries.GetValueOrDefault(figure) == held
                ? new DocumentChange<HealthAlarms>(alarms with { Recoveries = new Dictionary<string, string>(alarms.Recoveries) { [figure] = id.Value } }, null)
                : new DocumentChange<HealthAlarms>(alarms, null), cancellation);
        return new(((Outcome<HealthAlarms>.Done)changed).Value.Recoveries[figure]);
    }
}
