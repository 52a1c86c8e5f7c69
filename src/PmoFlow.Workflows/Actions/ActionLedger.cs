using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
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
        await tables.TryInsert(OfficeTables.Actions, new(action.Id.Value, OfficeTables.RecordRow), action, cancellation);
        return await Publish(action.Id, cancellation);
    }

    /// <summary>Closes an open action; one that is closed stays as it is.</summary>
    public async Task<ActionRecord> Close(ActionId id, Func<ActionRecord, ActionRecord> close, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(close);
        var closed = await tables.Change(OfficeTables.Actions, new(id.Value, OfficeTables.RecordRow),
            action => action is { State: ActionState.Open } ? close(action) : null, cancellation)
            ?? throw new KeyNotFoundException($"There is no action {id}.");
        return await Publish(closed.Id, cancellation);
    }

    /// <summary>Changes an action whatever its state; where <paramref name="change"/> gives the same, nothing is written.</summary>
    public async Task<ActionRecord> Change(ActionId id, Func<ActionRecord, ActionRecord> change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        var changed = await tables.Change(OfficeTables.Actions, new(id.Value, OfficeTables.RecordRow), action =>
            action is not null && change(action) is var after && !ReferenceEquals(after, action) ? after : null, cancellation)
            ?? throw new KeyNotFoundException($"There is no action {id}.");
        return await Publish(changed.Id, cancellation);
    }

    /// <summary>Lets a project's actions that are followed up be where it is, under the name that it has. Safe to repeat.</summary>
    public async Task GoWith(ProjectRecord project, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(project);
        // Its row there is written last: where that says so already, all of this is done.
        var behind = await tables.Scan(OfficeTables.ActionRows, ProjectPartition(project.Id), cancellation: cancellation)
            .Select(row => row.Document).Where(action => !ReferenceEquals(action.With(project), action)).ToListAsync(cancellation);
        foreach (var action in behind)
            await Publish(action.Id, cancellation);
    }

    /// <summary>
    /// Lets lists and summaries follow an action, until it stands as it was published and is where its project is. A project that moves
    /// finds it by its row; one that had moved before that row was there is found here.
    /// </summary>
    private async Task<ActionRecord> Publish(ActionId id, CancellationToken cancellation)
    {
        for (Stored<ActionRecord>? published = null; ;)
        {
            var stands = await tables.Find(OfficeTables.Actions, new(id.Value, OfficeTables.RecordRow), cancellation) ?? throw new KeyNotFoundException($"There is no action {id}.");
            if (stands.ETag != published?.ETag)
            {
                await Show(stands.Document, cancellation);
                published = stands;
                continue;
            }
            var project = stands.Document.IsFollowed ? await tables.Find(OfficeTables.Projects, new(stands.Document.Project.Value, OfficeTables.RecordRow), cancellation) : null;
            if (project is null || stands.Document.With(project.Document) is var moved && ReferenceEquals(moved, stands.Document))
                return stands.Document;
            await tables.Write(new TableBatch(OfficeTables.Actions.Table, id.Value).Replace(OfficeTables.Actions, OfficeTables.RecordRow, moved, stands.ETag), cancellation);
        }
    }

    private async Task Show(ActionRecord action, CancellationToken cancellation)
    {
        var (row, counted) = (RowOf(action, action.Due), Measure.Of(action, office.Calendar.DayOf));
        foreach (var left in action.UnitsLeft)
            await Leave(left, counted, cancellation);
        await summaries.Put(action.Unit, UnitSummary.Now, counted.Of, counted, cancellation);
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
    }

    // Told by which move it left, so that older news of it that come late change nothing there.
    private async Task Leave(LeftUnit left, Contribution counted, CancellationToken cancellation)
    {
        var known = (await tables.Find(OfficeTables.Contributions, new(left.Unit.Value, SummaryRows.Part(UnitSummary.Now, counted.Of)), cancellation))?.Document;
        if (known is not { Amounts.Count: 0 } || known.Version < left.Sequence)
            await summaries.Put(left.Unit, UnitSummary.Now, counted.Of, counted.Gone(), cancellation);
    }

    private static string RowOf(ActionRecord action, DateTimeOffset due) => $"{due.UtcTicks:D19}|{action.Id}";
}
