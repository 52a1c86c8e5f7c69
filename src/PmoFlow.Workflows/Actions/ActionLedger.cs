using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Actions;

/// <summary>The only writer of actions; lists and summaries follow. Each call is safe to repeat.</summary>
public sealed class ActionLedger(ITableStore tables, SummaryLedger summaries, OfficeSettings office)
{
    /// <summary>The partition of the actions in a state.</summary>
    public static string StatePartition(ActionState state) => $"state/{state}";

    /// <summary>The partition of a project's actions.</summary>
    public static string ProjectPartition(ProjectId project) => $"project/{project}";

    /// <summary>An action as it stands, or null.</summary>
    public async Task<ActionRecord?> Find(ActionId id, CancellationToken cancellation = default) =>
        (await tables.Find(OfficeTables.Actions, new(id.Value, OfficeTables.RecordRow), cancellation))?.Document;

    /// <summary>An action that must be there.</summary>
    /// <exception cref="KeyNotFoundException">It is not.</exception>
    public async Task<ActionRecord> Get(ActionId id, CancellationToken cancellation = default) =>
        await Find(id, cancellation) ?? throw new KeyNotFoundException($"There is no action {id}.");

    /// <summary>Writes a new action; where that number is taken, gives what is there.</summary>
    public async Task<ActionRecord> Open(ActionRecord action, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (!await tables.TryInsert(OfficeTables.Actions, new(action.Id.Value, OfficeTables.RecordRow), action, cancellation))
            action = await Get(action.Id, cancellation);
        await Publish(action, cancellation);
        return action;
    }

    /// <summary>Closes an open action; one that is closed stays as it is.</summary>
    public async Task<ActionRecord> Close(ActionId id, Func<ActionRecord, ActionRecord> close, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(close);
        var closed = await tables.Change(OfficeTables.Actions, new(id.Value, OfficeTables.RecordRow),
            action => action is { State: ActionState.Open } ? close(action) : null, cancellation)
            ?? throw new KeyNotFoundException($"There is no action {id}.");
        await Publish(closed, cancellation);
        return closed;
    }

    /// <summary>Changes an action whatever its state; where <paramref name="change"/> gives the same, nothing is written.</summary>
    public async Task<ActionRecord> Change(ActionId id, Func<ActionRecord, ActionRecord> change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        var changed = await tables.Change(OfficeTables.Actions, new(id.Value, OfficeTables.RecordRow), action =>
            action is not null && change(action) is var after && !ReferenceEquals(after, action) ? after : null, cancellation)
            ?? throw new KeyNotFoundException($"There is no action {id}.");
        await Publish(changed, cancellation);
        return changed;
    }

    private async Task Publish(ActionRecord action, CancellationToken cancellation)
    {
        var row = RowOf(action, action.Due);
        // Where it stood before it was closed, opened again, or given another due date.
        foreach (var state in Enum.GetValues<ActionState>().Where(state => state != action.State && (state == ActionState.Open || action.Round > 0)))
            await tables.Delete(OfficeTables.ActionRows, new(StatePartition(state), row), cancellation);
        foreach (var due in action.Effects.Select(effect => effect.Due).Where(due => due != action.Due).Distinct())
        {
            foreach (var partition in Enum.GetValues<ActionState>().Select(StatePartition).Append(ProjectPartition(action.Project)))
                await tables.Delete(OfficeTables.ActionRows, new(partition, RowOf(action, due)), cancellation);
        }
        await tables.Upsert(OfficeTables.ActionRows, new(StatePartition(action.State), row), action, cancellation);
        await tables.Upsert(OfficeTables.ActionRows, new(ProjectPartition(action.Project), row), action, cancellation);
        await summaries.Put(action.Unit, UnitSummary.Now, $"action/{action.Id}", Measure.Of(action, office.Calendar.DayOf), cancellation);
    }

    private static string RowOf(ActionRecord action, DateTimeOffset due) => $"{due.UtcTicks:D19}|{action.Id}";
}
