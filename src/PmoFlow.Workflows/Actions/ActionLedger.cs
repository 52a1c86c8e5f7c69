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

    private async Task Publish(ActionRecord action, CancellationToken cancellation)
    {
        var row = $"{action.Due.UtcTicks:D19}|{action.Id}";
        if (action.State != ActionState.Open)
            await tables.Delete(OfficeTables.ActionRows, new(StatePartition(ActionState.Open), row), cancellation);
        await tables.Upsert(OfficeTables.ActionRows, new(StatePartition(action.State), row), action, cancellation);
        await tables.Upsert(OfficeTables.ActionRows, new(ProjectPartition(action.Project), row), action, cancellation);
        await summaries.Put(action.Unit, UnitSummary.Now, $"action/{action.Id}", Measure.Of(action, office.Calendar.DayOf), cancellation);
    }
}
